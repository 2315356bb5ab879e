"""How fast, how small: Talkoot beside Hugo on the same made-up network. `python -m tests.bench 1000 10000`

`network` makes the network up, `talkoot_form` and `hugo_form` write it down for each side, `measuring` runs
and watches a program, `trials` says what is run, `report` tells what came out. Hugo's templates are in `hugo/`;
`hugo_layouts` puts them into Talkoot's frames, `hugo_ready` gives Hugo what it can't work out, and `kinds` tells
the files of a site apart, so that a test can hold both sides to the same work.
"""
