"""A request to change the network's files → may its author change this, is it right, what changes.

`review` is the whole flow. `git` and `trees` read the two sides of a request from git's own objects, never
through a working tree; `deciding` answers whose change it is by `reasons`; `differing` says field by field
what changes, `pointing` what a person should look at twice (`hosts` knows addresses that mislead);
`suggesting` knows the line to paste; `comment` tells all of it in one comment, in the words of `saying`;
`preview` shows the pages before and after. `posting` is the only part that speaks to the forge.
"""
