"""How fast, how small: Talkoot beside other generators on the same made-up network. `python -m tests.bench 1000 10000`

`network` makes the network up; `telling` says what every generator is told of it, and `talkoot_form`, `hugo_form`,
`eleventy_form` and `markdown_form` write it down for each. Hugo's templates are in `hugo/`, Eleventy's in
`eleventy/site/`; `hugo_layouts` puts them into Talkoot's frames, `hugo_ready` gives what they can't work out, and
`kinds` tells the files of a site apart, so that tests can hold all sides to the same work.

`trials` says what a trial is and lets programs take turns, `measuring` runs and watches one. What is tried:
`talkoot_trials`, `peer_trials` (with `programs` and `floor`), `serve_trials` (with `watched`), `picture_trials` (with
`photos`). `bars` holds what must be reached; `report` tells what came out, `how_fast` writes it onto a page of the
demonstration. `growing` tries what is too large for one machine, as `growing.md` tells.
"""
