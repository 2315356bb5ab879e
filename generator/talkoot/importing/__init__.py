"""Pages and forms from elsewhere → drafts of records, with a list of all that found no place.

`blocks` turns a file into lines, `amounts` reads sums and dates however they are written, `labels` knows what
others call our fields, `practice` sorts the lines into a practice, `draft` writes the record.

`sheets` reads a coordinator's sheet, `columns` finds what each column is about, `members` makes the drafts,
`telling` says what fits where.
"""
