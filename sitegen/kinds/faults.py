"""Kinds of problems that a build meets: what cannot be read or shown as it was meant."""

from sitegen.kinds.kind import Kind

FAULTS: dict[str, Kind] = {
    # files and their names
    "file-not-utf8": Kind("error", "the file is not UTF-8 text (byte {byte})", "Save the file as UTF-8."),
    "file-too-large": Kind(
        "error",
        "the file has {size} MB, too much for a text",
        "A text file may have {most} MB: cut it in parts, and put pictures beside it as files.",
    ),
    "character-invalid": Kind(
        "error", "the control character {character} cannot be shown on any page", "Delete this character."
    ),
    "name-invalid": Kind(
        "error",
        'the file name "{name}" cannot be an address',
        "Use a-z, 0-9 and - only, such as {suggestion}.md.",
    ),
    "name-reserved": Kind(
        "error",
        'the file name "{name}" is taken by Windows or by a page of the site',
        "Rename the file, such as {suggestion}.md.",
    ),
    "name-clash": Kind(
        "error",
        'the file names "{name}" and "{other}" are the same to Windows and macOS',
        "Rename one of the two files.",
    ),
    "file-name-unsafe": Kind(
        "error",
        '"{value}" is not the name of a file beside this one',
        "Write the plain file name, without a folder: {field}: {example}",
    ),
    "file-unsafe": Kind(
        "error",
        'the file name "{name}" is not safe on every system',
        'Use letters, digits, . _ and - in it; none of < > : " / \\ | ? * # %.',
    ),
    "file-name-taken": Kind(
        "error",
        'the file name "{name}" is taken by a file that every issue has',
        "Give the file another name, and write that one where it is shown or linked to.",
    ),
    "file-missing": Kind(
        "error", 'there is no file "{name}" beside this one', "Put the file there, or write one that is there: {known}."
    ),
    # pictures
    "picture-broken": Kind(
        "error", "the file is no picture that a browser can show", "Save the picture again as JPEG, PNG, WebP or SVG."
    ),
    "picture-too-large": Kind(
        "error", "the picture has more than {most} million pixels", "Save the picture at a smaller size."
    ),
    "picture-unsafe": Kind(
        "error",
        "the drawing holds a script or other active parts",
        "Save the drawing as plain SVG, or as PNG.",
    ),
    # front matter as YAML
    "front-matter-missing": Kind(
        "error",
        "the file does not begin with its fields",
        "Write --- on the first line, then the fields, then --- again.",
    ),
    "front-matter-open": Kind(
        "error",
        "the fields have no end: the second --- is missing",
        "Write --- on a line of its own after the last field.",
    ),
    "yaml-too-long": Kind(
        "error",
        "the fields have {count} characters, too many to read",
        "At most {most} are read: shorten the fields; long text belongs below the second ---.",
    ),
    "yaml-tab": Kind("error", "a tab stands at the beginning of the line", "Indent with spaces."),
    "yaml-indent": Kind(
        "error",
        "the line is indented in another way than the lines it belongs to",
        "Let the fields of one list or group begin in the same column.",
    ),
    "yaml-colon-missing": Kind(
        "error", '"{shown}" has no field name', "Write the name, a colon, a space and the value: headline: ..."
    ),
    "yaml-colon-wide": Kind(
        "error", 'the colon in "{shown}" is a full-width one', "Write a plain colon and a space (: ) for ：."
    ),
    "yaml-colon-tight": Kind("error", 'no space follows the colon in "{shown}"', "Put a space after the colon."),
    "yaml-colon-in-value": Kind(
        "error",
        'the value in "{shown}" holds a colon and a space',
        "Put the whole value in quotation marks.",
    ),
    "yaml-quote-open": Kind(
        "error", "the quotation mark opened here is not closed", "Close it with the same mark ({shown})."
    ),
    "yaml-bracket-open": Kind(
        "error",
        "the bracket opened here is not closed, or a comma is missing in it",
        "Close the bracket; put a comma between the values.",
    ),
    "yaml-value-start": Kind(
        "error",
        "a value cannot begin with {shown}",
        "Put the whole value in quotation marks.",
    ),
    "yaml-escape": Kind(
        "error",
        "the backslash in a quoted text means nothing here",
        "Write two backslashes, or use single quotation marks.",
    ),
    "yaml-documents": Kind(
        "error", "a second set of fields begins here", "Keep one set of fields; a line of --- ends it."
    ),
    "yaml-syntax": Kind(
        "error", "the fields cannot be read from here on", "Compare the line with the example in the documentation."
    ),
    "yaml-anchor": Kind(
        "error", "a value that begins with & would name it for reuse", "Put the whole value in quotation marks."
    ),
    "yaml-alias": Kind(
        "error", "a value that begins with * would repeat another one", "Put the whole value in quotation marks."
    ),
    "yaml-tag": Kind(
        "error", "a value that begins with ! would name a type", "Put the whole value in quotation marks."
    ),
    "yaml-deep": Kind("error", "lists stand in lists more than {most} deep", "Write the list plainly."),
    "yaml-comment": Kind(
        "warning",
        'what follows # is not read: "{shown}"',
        "Put the whole value in quotation marks if it belongs to the text.",
    ),
    # fields
    "key-unknown": Kind("error", 'there is no field "{name}"', "Fields here: {known}."),
    "key-misspelt": Kind("error", 'there is no field "{name}"', "Write {nearest}."),
    "key-repeated": Kind("error", "{field} stands here twice, first in line {line}", "Delete one of the two."),
    "field-missing": Kind("error", "{field} is missing", "Write {field}: {example}"),
    "text-expected": Kind("error", "{field} takes text, not {value}", "Write {field}: {example}"),
    "flag-expected": Kind("error", '{field} takes true or false, not "{value}"', "Write {field}: {example}"),
    "whole-expected": Kind(
        "error", '{field} takes a whole number from {least}, not "{value}"', "Write {field}: {example}"
    ),
    "number-expected": Kind("error", '{field} takes numbers, not "{value}"', "Write {field}: {example}"),
    "date-invalid": Kind("error", '{field}: "{value}" is not a date', "Write year-month-day: {suggestion}"),
    "choice-unknown": Kind("error", '{field} cannot be "{value}"', "Write one of: {options}."),
    "list-expected": Kind("error", '{field} takes a list, not "{value}"', "Write {field}: {example}"),
    "list-length": Kind(
        "error", "{field} takes {least} to {most} values, here are {found}", "Write {field}: {example}"
    ),
    "list-item-empty": Kind("error", "an entry of {field} is empty", "Write its value or delete the entry."),
    "mapping-expected": Kind("error", '{field} takes named fields, not "{value}"', "Write {field}: {example}"),
    # paper.yaml
    "language-invalid": Kind(
        "error", '{field}: "{value}" is not a language code', "Write a code such as zh-CN, zh-TW or en."
    ),
    "timezone-unknown": Kind("error", 'there is no time zone "{value}"', "Write a name such as {known}."),
    "address-invalid": Kind("error", '{field}: "{value}" is not a web address', "Write {field}: {example}"),
    "accent-invalid": Kind("error", '{field}: "{value}" is not a colour', "Write {field}: {example}"),
    "edit-url-invalid": Kind(
        "error", '{field}: "{value}" is not a web address with {{path}} in it', "Write {field}: {example}"
    ),
    "repository-invalid": Kind(
        "error", '{field}: "{value}" cannot be a name in a git host', "Write {field}: {example}"
    ),
    "slug-invalid": Kind(
        "error", '{field}: "{value}" cannot be part of an address', "Use a-z, 0-9 and - only: {field}: {example}"
    ),
    "slug-needed": Kind(
        "error", 'no address can be made from the name "{name}"', "Give it one of its own: slug: {example}"
    ),
    "slug-clash": Kind(
        "error",
        '"{name}" and "{other}" would both have the address {slug}',
        "Give one of the two a slug of its own.",
    ),
    "name-repeated": Kind("error", '"{name}" is declared twice', "Delete one of the two."),
    # issues and pages
    "issue-name-invalid": Kind(
        "error",
        '"{name}" is not the name of an issue',
        "Name the folder by its date, such as 2021-05-14 or 2021-05-14-extra.",
    ),
    "issue-year-wrong": Kind(
        "error", "the issue {name} lies in the folder of the year {year}", "Move it to issues/{right}/."
    ),
    "issue-date-differs": Kind(
        "error", "date says {value}, the folder says {folder}", "Correct one of the two; date may be left out."
    ),
    "issue-missing": Kind(
        "error", "the issue {name} has no issue.md", "Write the file issue.md with --- on its first and second line."
    ),
    "label-invalid": Kind(
        "error",
        '{field}: "{value}" is not a page label',
        "Write letters, digits and - only, as printed on the page: {field}: {example}",
    ),
    "label-repeated": Kind("error", 'two pages have the label "{label}"', "Give each page a label of its own."),
    "zone-without-image": Kind(
        "warning", "page {page} has zones and no image", "Name the page image in issue.md, or delete the zones."
    ),
    # articles
    "page-needed": Kind("error", "page is missing: the issue has several pages", "Write page: and one of: {labels}."),
    "issue-differs": Kind(
        "error",
        "issue says {value}, the folder says {folder}",
        "Move the file to that issue, or write issue: {folder}; issue may be left out.",
    ),
    "page-unknown": Kind("error", 'the issue has no page "{value}"', "Write one of: {labels}."),
    "order-repeated": Kind(
        "warning", "{other} has the same order {order} on page {page}", "Give each story of a page its own number."
    ),
    "topic-undeclared": Kind(
        "error",
        '{field}: "{value}" is not declared in paper.yaml',
        "Write one of those declared, nearest first: {known}; or declare it.",
    ),
    "reason-expected": Kind("error", '{field} takes the reason as text, not "{value}"', "Write {field}: {example}"),
    "alias-invalid": Kind(
        "error",
        '{field}: "{value}" is not an address of this site',
        "Write a relative address that ends in .html: {example}",
    ),
    "zone-shape-missing": Kind(
        "error", "the zone has no outline", "Write rect: [x, y, width, height] or points: [[x, y], ...]."
    ),
    "zone-shape-twice": Kind("error", "the zone has both rect and points", "Keep one of the two."),
    "zone-outside": Kind(
        "error", "the zone reaches outside the page: {value}", "Write percent of the page image, from 0 to 100."
    ),
    "zone-empty": Kind("error", "the zone covers nothing", "Give it a width and a height."),
    # body text
    "text-control": Kind(
        "warning", "{character} is a control character and cannot be shown", "Delete it, or type the line anew."
    ),
    "nesting-deep": Kind(
        "warning",
        "too many blocks inside one another; the rest is shown as plain text",
        "Take out some levels of > or of lists.",
    ),
    "table-large": Kind(
        "warning",
        "the tables of this text have more than {most} cells together; this one is shown as text",
        "Make the tables smaller, or put some into a text of their own.",
    ),
    "brackets-many": Kind(
        "warning",
        "too many [ that are never closed; the rest of this text has no links",
        "Close them, as in [text](address), or write \\[ where a bracket is meant.",
    ),
    "problems-many": Kind(
        "warning", "more than {limit} problems in this text; the rest is not listed", "Repair these first."
    ),
    "html-dropped": Kind("warning", "{what} is not allowed here and is left out", "Delete it, or write Markdown."),
    "html-comment-open": Kind(
        "warning", "a comment begins here and never ends; nothing behind it is shown", "Close it with -->."
    ),
    "picture-missing": Kind(
        "error", "{name}: no such picture beside the article", "Put the file there, or write the name of one: {near}."
    ),
    "picture-remote": Kind(
        "warning",
        "the picture lies on another host and is left out: {address}",
        "Put a copy beside the article, or change remote_images in paper.yaml.",
    ),
    "picture-linked": Kind(
        "warning",
        "the picture lies on another host and is shown as a link: {address}",
        "Put a copy beside the article, or change remote_images in paper.yaml.",
    ),
    "picture-scheme": Kind(
        "warning", "a picture cannot come from {address} and is left out", "Put the file beside the article."
    ),
    "picture-credit": Kind(
        "warning",
        'the credit "{credit}" is not shown, since the picture stands inside a text',
        "Put the picture into a paragraph of its own.",
    ),
    "link-absolute": Kind(
        "error",
        '"{address}" begins with /, which leads nowhere in a copy of the paper',
        "Write the way from this file, such as ../2021-05-14/01-story.md.",
    ),
    "link-scheme": Kind(
        "warning",
        'a link may not lead to "{address}" and is shown as text',
        "Write an address with https://, http://, mailto: or tel:, or a file of the paper.",
    ),
    "link-empty": Kind("warning", "the link has no address", "Write it between the brackets: [text](address)."),
    "link-without-text": Kind(
        "warning", "the link to {address} has no text and is left out", "Write its text: [text](address)."
    ),
    "link-fragment": Kind(
        "warning", 'this text has no part "#{fragment}"', "Write a part that is there: {near}; or delete #{fragment}."
    ),
    "link-part": Kind(
        "warning",
        'the text that "{target}" leads to has no part "#{fragment}"',
        "Write a part that is there: {near}; or delete #{fragment}.",
    ),
    "footnote-unused": Kind(
        "warning", "nothing refers to the footnote [^{label}], so it is left out", "Put [^{label}] where it belongs."
    ),
    # the folders and the archive as a whole
    "paper-missing": Kind(
        "error",
        'there is no paper.yaml in "{folder}"',
        "Name the paper's folder, as in --content=DIR, or make a paper: python build.py new paper DIR.",
    ),
    "archive-empty": Kind(
        "error",
        "the paper has no issue to publish",
        "Put an issue into {folder}/<year>/<date>/; one that is a draft is published when draft: true is taken out.",
    ),
    "file-misplaced": Kind(
        "error",
        'nothing reads the text "{name}" where it lies',
        "Articles lie in issues/<year>/<date>/, standing texts in pages/.",
    ),
    "link-outside": Kind(
        "error",
        '"{name}" is a symbolic link to "{target}", which is no file of this folder',
        "Delete the link and put the file itself here.",
    ),
    "link-dead": Kind(
        "warning",
        'the link "{target}" leads to nothing that is published; its text is kept without it',
        "Write the way from this file to one that is published; the nearest is {nearest}.",
    ),
    # addresses
    "address-moved": Kind(
        "error",
        "the address {address} was published and is gone; this story seems to be the one that stood there",
        "Add to its fields: aliases: [{address}]; or give the file its old name again: {source}.",
    ),
    "address-withdrawn": Kind(
        "error",
        "the address {address} was published and is gone, since its file is a draft now",
        "Take out draft: true; a story that does not hold stays, with retracted: and the reason.",
    ),
    "address-vanished": Kind(
        "error",
        "the address {address} was published and is gone",
        "Put {source} back, or add aliases: [{address}] to the story that takes its place; "
        "to give the address up, delete this line.",
    ),
    "address-record-invalid": Kind(
        "error",
        '"{value}" is not an address that was published',
        "Delete the line, which git may have left behind; an address is written as 2021-05-14/01-story.html.",
    ),
    "address-record-unwritable": Kind(
        "note",
        "the content folder cannot be written, so new addresses are not recorded",
        "Build once where it can be written, and commit {record}.",
    ),
    "alias-taken": Kind(
        "error",
        "the alias {alias} is taken by {owner}",
        "Delete the alias, or write an address under which nothing else is published.",
    ),
    "corrects-unknown": Kind(
        "error",
        'there is no other story at "{address}" that this one could put right',
        "Write the address of a published story: corrects: [{nearest}].",
    ),
    "site-front-missing": Kind(
        "error", 'there is no index.html in "{folder}"', "Name the folder that a build wrote: --site public."
    ),
    "site-link-dead": Kind(
        "error",
        'nothing stands at "{address}"',
        "Build the archive anew into an empty folder; if the fault is still there, it is the layout's.",
    ),
    "site-absolute": Kind(
        "error",
        '"{address}" begins with /, which leads nowhere in a sub-folder or on a disk',
        "Let the layout write {{{{ root }}}} before the address.",
    ),
    "site-outside": Kind(
        "error",
        'the page asks another host: "{address}"',
        "Put the file into the static folder, or beside the article.",
    ),
    "site-address-lost": Kind(
        "error",
        "the address {address} was published and is not in the built archive",
        "Build the archive anew; check without --site says which file is gone.",
    ),
    "history-shallow": Kind(
        "note",
        "this clone does not reach back to the last change of some stories, so they show no day: {count}",
        "Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout.",
    ),
    "history-unreadable": Kind(
        "note",
        "no story shows the day of its last change, since git says: {reason}",
        "Let git log work in the content folder for the user who builds, or delete history_url from paper.yaml.",
    ),
    "cms-missing": Kind(
        "warning",
        "the paper has a CMS, and the static folder has no {name}; /admin/ is left out",
        "Fetch it: python build.py cms; or delete cms: from paper.yaml.",
    ),
    "script-missing": Kind(
        "error",
        'the static folder has no "{name}", without which nothing can be searched',
        "Copy it from the static folder that comes with sitegen.",
    ),
    "layout-broken": Kind(
        "error",
        "the layout cannot be filled: {reason}",
        "docs/layouts.md lists what each layout can see.",
    ),
    "door-missing": Kind(
        "error",
        "the page {page} has no link to the article {article}, which stands on it",
        "Let the layout link every story of page.teasers and of contents.",
    ),
}
