"""How fast returns are read, beside other ways of reading the same bytes.

Run with `python benchmarks/load.py`. Prints a table: what was read, by what, processor seconds, and how many
times as long as ours it took. Each is run three times and the best is shown.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from joinedup.folder import new_council
from joinedup.loading import load
from joinedup.returns import FileRead, read_file

N_EPISODES = 300_000
N_CHILDREN = 10_000
N_RUNS = 3
SEED = 1
EPISODE_HEADER = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)


def write_episodes(path: Path, n: int) -> None:
    """Write an SSDA903 episodes file of `n` rows, three to a child."""
    rng = random.Random(SEED)
    started = date(2020, 4, 1)
    lines = [EPISODE_HEADER]
    for i in range(n):
        begin = started + timedelta(days=(i % 3) * 300 + rng.randrange(200))
        end = begin + timedelta(days=rng.randrange(1, 90))
        lines.append(
            f"{100_000 + i // 3},{begin:%d/%m/%Y},S,C2,N1,U{rng.randrange(1, 7)},PR1,{end:%d/%m/%Y},X1,OTHER,"
            f"ZZ1 {rng.randrange(10)}AA,ZZ2 {rng.randrange(10)}BB,SC{rng.randrange(100_000, 999_999)}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_cin(path: Path, n: int) -> None:
    """Write a CIN census message of `n` children, each with a full referral."""
    rng = random.Random(SEED)
    parts = [
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
        "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>"
    ]
    for i in range(n):
        day = date(2025, 4, 1) + timedelta(days=rng.randrange(300))
        later = day + timedelta(days=30)
        parts.append(
            f"<Child><ChildIdentifiers><LAchildID>{i:07d}</LAchildID><UPN>A{i:012d}</UPN>"
            f"<PersonBirthDate>{date(2010, 1, 1) + timedelta(days=rng.randrange(5000))}</PersonBirthDate>"
            "<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
            "<Disability>LD</Disability></Disabilities></ChildCharacteristics><CINdetails>"
            f"<CINreferralDate>{day}</CINreferralDate><ReferralSource>6</ReferralSource>"
            "<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA><Assessments>"
            f"<AssessmentActualStartDate>{day}</AssessmentActualStartDate>"
            f"<AssessmentAuthorisationDate>{later}</AssessmentAuthorisationDate>"
            "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors>"
            "<AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
            f"<CINPlanDates><CINPlanStartDate>{later}</CINPlanStartDate></CINPlanDates>"
            f"<Section47><S47ActualStartDate>{day}</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired>"
            f"</Section47><ChildProtectionPlans><CPPstartDate>{later}</CPPstartDate>"
            "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
            "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
            f"<Reviews><CPPreviewDate>{later + timedelta(days=60)}</CPPreviewDate></Reviews>"
            "</ChildProtectionPlans></CINdetails></Child>"
        )
    parts.append("</Children></Message>")
    path.write_text("".join(parts), encoding="utf-8")


def with_pandas(path: Path) -> int:
    """Read the episodes as an analyst would: text, then two columns of dates, nothing checked."""
    import pandas as pd

    frame = pd.read_csv(path, dtype=str)
    for column in ("DECOM", "DEC"):
        frame[column] = pd.to_datetime(frame[column], format="%d/%m/%Y", errors="coerce")
    return len(frame)


def with_whole_tree(path: Path) -> int:
    """Read the census into a whole tree and list every element's text, nothing typed or checked."""
    tree = ElementTree.parse(path)
    return sum(1 for child in tree.iter("Child") for _ in [[(e.tag, e.text) for e in child.iter()]])


def with_joinedup(path: Path) -> int:
    """Read, type, check and account for every row."""
    read = read_file(path)
    if not isinstance(read, FileRead):
        raise SystemExit(f"refused: {read.reason}")
    return read.n_read


def best_of(read: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """Return the least processor seconds of several runs, and the rows read."""
    least, rows = float("inf"), 0
    for _ in range(N_RUNS):
        before = time.process_time()
        rows = read(path)
        least = min(least, time.process_time() - before)
    return least, rows


def print_whole_load(folder: Path, files: tuple[Path, ...]) -> None:
    """Load the files into a new council, once and again, and print the seconds of each part."""
    council = new_council(folder, "Benchmark")
    for title, paths in (("first load", list(files)), ("load again", None)):
        before = time.perf_counter()
        report = load(council, paths)
        taken = time.perf_counter() - before
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in report.seconds.items())
        print(f"{title}, whole: {report.loaded:,} rows stored in {taken:.2f} s ({parts})")


def main() -> None:
    """Generate the files, read them each way and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        episodes, census = Path(folder) / "episodes_2023.csv", Path(folder) / "cin_2026.xml"
        write_episodes(episodes, N_EPISODES)
        write_cin(census, N_CHILDREN)
        print(f"{'what':34} {'by':22} {'rows':>9} {'MB':>6} {'cpu s':>7} {'ratio':>6}")
        for what, path, peer_name, peer in (
            (f"{N_EPISODES:,} SSDA903 episodes (CSV)", episodes, "pandas, two dates", with_pandas),
            (f"{N_CHILDREN:,} children (CIN XML)", census, "ElementTree, no types", with_whole_tree),
        ):
            ours, rows = best_of(with_joinedup, path)
            size = path.stat().st_size / 1e6
            print(f"{what:34} {'joinedup, all checked':22} {rows:9,} {size:6.1f} {ours:7.2f} {1:6.2f}")
            try:
                theirs, rows = best_of(peer, path)
            except ImportError as error:
                print(f"{what:34} {peer_name:22} not run: {error}", file=sys.stderr)
                continue
            print(f"{what:34} {peer_name:22} {rows:9,} {size:6.1f} {theirs:7.2f} {theirs / ours:6.2f}")
        print_whole_load(Path(folder) / "council", (episodes, census))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory of the whole run: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
