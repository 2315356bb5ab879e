// The calendar file of every meeting.
import { calendar } from "../events.js";

export const data = {
  pagination: { data: "collections.meetings", size: 1, alias: "meeting" },
  permalink: ({ meeting }) => `${meeting.url}index.ics`,
  eleventyExcludeFromCollections: true,
};

export const render = ({ meeting, collections: { network } }) => calendar([meeting], network, meeting.data.start.slice(0, 4));
