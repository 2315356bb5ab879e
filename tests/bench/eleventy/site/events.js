// A meeting as calendars tell it.
import { given, labels, today, top } from "./given.js";
import { ofDay } from "./network.js";
import { folded, named, plain } from "./standards.js";

const stamp = (moment) => moment.replace(/[-:]/g, "");

export function event({ url, data: it }, network) {
  const here = top.slice(0, -1) + url;
  const host = network.member.get(it.host).data;
  const day = ofDay(it.end) > today ? today : ofDay(it.end);
  return [
    "BEGIN:VEVENT", `UID:${named(here)}`, `DTSTAMP:${stamp(day)}T000000Z`, "SEQUENCE:0", "STATUS:CONFIRMED",
    `DTSTART;TZID=Europe/Helsinki:${stamp(it.start)}`, `DTEND;TZID=Europe/Helsinki:${stamp(it.end)}`,
    `SUMMARY:${plain(it.title)}`, `LOCATION:${plain(`${host.title}, ${labels.places[host.place]}`)}`,
    folded(`DESCRIPTION:${plain(it.summary)}\\n${here}`),
    `CATEGORIES:${it.themes.map((id) => labels.themes[id]).join(",")}`, `URL:${here}`, "END:VEVENT", "",
  ].join("\r\n");
}

const START = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Talkoot//Talkoot//EN", "CALSCALE:GREGORIAN"];

export const calendar = (meetings, network, zone, about = []) =>
  `${[...START, ...about].join("\r\n")}\r\n${given.zones[zone]}${meetings.map((meeting) => event(meeting, network)).join("")}END:VCALENDAR\r\n`;

export const titled = (title, here) => [
  `NAME:Measured: ${title}`, `X-WR-CALNAME:Measured: ${title}`, `URL:${here}`, "X-PUBLISHED-TTL:PT12H", "X-WR-TIMEZONE:Europe/Helsinki",
];
