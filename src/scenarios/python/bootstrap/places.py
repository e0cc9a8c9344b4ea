"""Where instructions stand in the texts of the user's files."""

from types import CodeType

from . import versions


def place_of(code: CodeType, instruction: int):
    """(file, line, column, end line, end column) of an instruction; of the first line if below 0.

    Lines and columns count from 1, columns in UTF-16 units. They are those of the text that the file has now;
    None if its lines were edited since the code was compiled.
    """
    first = code.co_firstlineno
    line = end_line = column = end_column = None
    if instruction >= 0:
        line, end_line, column, end_column = range_of(code, instruction)
    line = line or first
    end_line = end_line or line
    if column is None or end_column is None:
        column, end_column = whole_line(versions.line_of(code, line))
    lines = versions.lines_now(code, line, end_line)
    if lines is None:
        return None
    return (
        code.co_filename,
        lines[0],
        utf16_column(versions.line_of(code, line), column),
        lines[1],
        utf16_column(versions.line_of(code, end_line), end_column),
    )


def whole_line(line: str):
    """Where the text of a line begins and ends, in bytes."""
    text = line.encode().rstrip()
    return len(text) - len(text.lstrip()), len(text)


def _skip(iterator, count: int):
    for _ in range(count):
        next(iterator, None)
    return iterator


def utf16_column(line: str, column: int) -> int:
    """Python counts bytes of UTF-8 from 0; editors count UTF-16 units, and the trace from 1."""
    before = line.encode()[:column]
    return len(before.decode("utf-8", "replace").encode("utf-16-le")) // 2 + 1


def range_of(code: CodeType, instruction: int):
    """(line, end line, column, end column) of an instruction, columns in bytes from 0; None if unknown."""
    return next(_skip(code.co_positions(), instruction // 2), (None, None, None, None))


def call_text(code: CodeType, instruction: int, fallback: str) -> str:
    """The source text of a call that fits on one line, such as `time.sleep(2)`."""
    line, end_line, column, end_column = range_of(code, instruction)
    if line is None or line != end_line or column is None or end_column is None:
        return fallback
    text = versions.line_of(code, line).encode()[column:end_column]
    text = text.decode("utf-8", "replace").strip()
    return text if 0 < len(text) <= 60 else fallback
