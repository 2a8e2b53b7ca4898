"""Kinds of problems that a build need not know of: what only the command `check` looks for."""

from sitegen.kinds.kind import Kind

DOUBTS: dict[str, Kind] = {
    # files and pictures
    "file-unused": Kind(
        "warning",
        'nothing shows or links to the file "{name}"',
        "Put it into a text or an issue's pages, or delete it.",
    ),
    "path-unsafe": Kind(
        "warning",
        'the name "{name}" cannot be written on every system',
        'Use letters, digits, . _ and - in it; none of < > : " / \\ | ? * # %.',
    ),
    "path-clash": Kind(
        "warning",
        'the names "{name}" and "{other}" are the same to Windows and macOS',
        "Rename one of the two.",
    ),
    "alt-missing": Kind(
        "warning",
        "the picture {name} has no words for those who cannot see it",
        "Say in a few words what it shows: ![a bridge at dusk]({name})",
    ),
    "credit-missing": Kind(
        "warning",
        "the picture {name} has a caption and no credit",
        'Write who made it right behind the picture: {{credit="林晓 摄"}}',
    ),
    # pages
    "zone-overlap": Kind(
        "warning",
        "the zone shares {percent} % of its area with a zone of {other} on page {page}",
        "Let each part of the page image belong to one story.",
    ),
    "zone-missing": Kind(
        "warning",
        "the story has no zone on the image of page {page}",
        'Write its outline in percent of the image: zones: [{{page: "{page}", rect: [x, y, width, height]}}]',
    ),
    "label-order": Kind(
        "warning", "page {label} stands behind page {before}", "List the pages in the order of the printed issue."
    ),
    "jump-unknown": Kind(
        "warning",
        '"{text}" sends the reader to page {page}, which the issue does not have',
        "Write one of: {labels}.",
    ),
    "number-order": Kind(
        "warning",
        'the number "{number}" does not come after "{before}" of the issue {other}',
        "Correct the number, or the date of the folder.",
    ),
    # stories
    "headline-repeated": Kind(
        "warning", "{other} has the same headline", "Tell the two apart, or delete one of the files."
    ),
    "byline-unclear": Kind(
        "warning",
        'the byline "{value}" is not understood, so nobody in it has a page',
        "Write roles and names, such as 本报记者 林晓; or a list: [{{name: 林晓, role: reporter}}]",
    ),
    "tag-spelling": Kind(
        "warning",
        'the tag "{name}" has another spelling elsewhere: "{other}"',
        "Use one spelling for one subject; most stories have {other}.",
    ),
    "person-spelling": Kind(
        "warning",
        'the name "{name}" has another spelling elsewhere: "{other}"',
        "Write {other}, if it is the same person.",
    ),
    # text
    "punctuation-mixed": Kind(
        "warning",
        'the sentence has half-width and full-width punctuation; "{written}" does not fit',
        'Write "{right}".',
    ),
    "quote-straight": Kind("warning", "a straight quotation mark ({written}) stands in Chinese text", "Write {right}."),
    "character-invisible": Kind(
        "warning", "an invisible character ({character}) stands here", "Delete it; it may spoil search and line breaks."
    ),
    "character-lookalike": Kind(
        "warning",
        '"{written}" ({character}) looks like "{right}" and is another character',
        'Write "{right}", or search will not find the word.',
    ),
}
