// Records → who is linked with whom, gathered once.
import { today } from "./given.js";

export const ofDay = (moment) => moment.slice(0, 10);

const grouped = (pairs) => {
  const groups = new Map();
  for (const [key, value] of pairs) groups.has(key) ? groups.get(key).push(value) : groups.set(key, [value]);
  return groups;
};
const by = (records, keys) => grouped(records.flatMap((record) => keys(record.data).map((key) => [key, record])));

export function linked({ members, meetings, practices }) {
  const latest = [...meetings].reverse();
  const beside = new Map();
  for (const held of by(meetings, (it) => it.groups).values())
    held.forEach((meeting, n) => beside.set(meeting.data.id, { before: held[n - 1], after: held[n + 1] }));
  const promised = latest.flatMap((meeting) =>
    (meeting.data.outcomes ?? []).map((told) => [told.who, { told, meeting }]),
  );
  const coming = meetings.filter(({ data }) => data.status === "planned" && ofDay(data.end) >= today);
  return {
    members,
    meetings,
    practices,
    latest,
    coming,
    past: latest.filter((meeting) => !coming.includes(meeting)),
    member: new Map(members.map((member) => [member.data.id, member])),
    beside,
    hosted: by(latest, (it) => [it.host]),
    attended: by(latest, (it) => it.attendance?.members ?? []),
    promised: grouped(promised),
    carries: by(practices, (it) => it.members),
    of: Object.fromEntries(
      ["sectors", "places", "offers", "needs", "groups", "themes"].map((name) => [name, by(members, (it) => it[name] ?? [])]),
    ),
    meetingsOf: { groups: by(latest, (it) => it.groups), themes: by(latest, (it) => it.themes) },
  };
}
