"""What keeps a built site from going online, and how it is told; pure."""

from dataclasses import dataclass

__all__ = ["Finding", "render_finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with one file."""

    file: str
    problem: str
    remedy: str


def render_finding(finding: Finding) -> str:
    """Render a finding in one line, whatever its file is called."""
    line = f"{finding.file}: {finding.problem}; {finding.remedy}"
    return "".join(each if each.isprintable() else "\ufffd" for each in line)
