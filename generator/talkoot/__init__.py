"""Talkoot compiles a peer network's git repository into its public portal.

Start reading in `build.py`: one line a stage. Documents come from `sources`, records from `records`,
the links between them from `network`, files for the site from `outputs`; `publish` puts them in place.
The other way round, `editing` writes records from what people answer in forms, `importing` from their files.
What has changed since the last build is told by `memory` and `touched`; `live` is a site before it is built.
`starting` makes the repository of another network's portal, and renews what is ours in it.
"""
