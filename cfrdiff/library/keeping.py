"""One source into the library: its bytes, what is read of it, the rows, and the record.

The record is written last. Whatever ends a run before leaves nothing that counts, and the next
run writes the same bytes again; two runs at once write the same.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

from cfrdiff.comparable import parts_of
from cfrdiff.errors import CfrdiffError, LibraryError, SourceError
from cfrdiff.library.intake import Incoming as Incoming
from cfrdiff.library.model import Entry, Failure, Origin, Record, Stored
from cfrdiff.library.rows import rows_of
from cfrdiff.library.schemas import OF_EDITIONS, Dataset, parquet_of, pyarrow, schema
from cfrdiff.library.stamps import reading_stamp
from cfrdiff.library.store import Store
from cfrdiff.limits import reading
from cfrdiff.model import Edition
from cfrdiff.opening import Opened, build_edition
from cfrdiff.sources import corpus, load

Kind = TypeVar("Kind")

READINGS = "readings"  # what was read of each source, whole
_NAMED = 16  # figures of a digest that stand in a file's name
_SHELF = 2  # those that name its folder


def source_file(sha256: str) -> str:
    """Where a source's bytes lie."""
    return f"sources/{sha256[:_SHELF]}/{sha256}.gz"


def record_file(sha256: str) -> str:
    """Where it stands that an edition is kept."""
    return f"records/{sha256[:_SHELF]}/{sha256}.json"


def failure_file(place: str) -> str:
    """Where it stands that what came from a place could not be read."""
    digest = hashlib.sha256(place.encode(errors="replace")).hexdigest()
    return f"failures/{digest[:_NAMED]}.json"


def origins_folder(sha256: str) -> str:
    """Where it stands from where a source came."""
    return f"origins/{sha256[:_SHELF]}/{sha256}"


def document_file(sha256: str) -> str:
    """Where bytes lie that are no edition."""
    return f"documents/{sha256[:_SHELF]}/{sha256}.gz"


def put_source(
    store: Store, data: bytes, origin: Origin, file_of: Callable[[str], str] = source_file
) -> str:
    """Keep bytes as they are, with where they came from; the digest that names them."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not _holds(store.read(file_of(sha256)), data):
        store.write(file_of(sha256), _packed(data))
    place = hashlib.sha256(origin.place.encode(errors="replace")).hexdigest()[:_NAMED]
    file = f"{origins_folder(sha256)}/{place}.json"
    known = decoded(store.read(file), Origin)
    if known is not None:  # when it came first stays; what is said of it now is said
        origin = msgspec.structs.replace(
            known, title=origin.title or known.title, as_of=origin.as_of or known.as_of
        )
    store.write(file, msgspec.json.encode(origin))
    return sha256


def origins_of(store: Store, sha256: str) -> tuple[Origin, ...]:
    """From where and when a source came, the first first."""
    held = [store.read(file) for file in store.names(origins_folder(sha256))]
    found = [one for data in held if (one := decoded(data, Origin)) is not None]
    return tuple(sorted(found, key=lambda one: (one.at, one.place)))


def get_source(store: Store, sha256: str) -> bytes:
    """The bytes of a source. Raises LibraryError where they are missing or damaged."""
    packed = store.read(source_file(sha256)) or store.read(document_file(sha256))
    if packed is None:
        raise LibraryError(f"{store.address}: it has no source {sha256}; add its file again")
    data = _unpacked(packed)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        where = store.path(source_file(sha256))
        raise LibraryError(f"{where}: damaged; add its file again")
    return data


def keep(store: Store, given: Incoming) -> tuple[bool, Entry | Failure]:
    """Keep a source and what is read of it, and say whether that is new.

    What cannot be read is kept too, with the reason. Raises LibraryError where the library cannot
    be written.
    """
    place = given.origin.place
    try:
        data = given.load()
    except SourceError as error:
        return True, _failed(store, Failure(place, given.name, str(error)))
    origin = msgspec.structs.replace(
        given.origin, name=given.name, title=given.title, as_of=given.as_of, format=given.format
    )
    sha256 = put_source(store, data, origin)
    record = record_of(store, sha256)
    if record is not None and is_current(record) and _says_no_more(given, record.entry):
        store.remove(failure_file(place))
        return False, record.entry
    facts = record.entry if record is not None else None
    return True, _made(store, place, data, given, facts)


def _says_no_more(given: Incoming, entry: Entry) -> bool:
    """Whether nothing is given of a source that the library does not know yet."""
    return given.title in (None, entry.title) and given.as_of in (None, entry.as_of)


def reread(store: Store, sha256: str) -> tuple[bool, Entry | Failure]:
    """Make all anew that is made of a kept source. Raises LibraryError as `keep` does."""
    data = get_source(store, sha256)
    record = record_of(store, sha256)
    came = next(iter(origins_of(store, sha256)), Origin("", "", name=sha256))
    name = record.entry.name if record else came.name
    given = Incoming(
        name=name,
        origin=Origin(f"source {sha256}", ""),
        title=came.title,
        as_of=came.as_of,
        format=came.format,
    )
    return True, _made(store, given.origin.place, data, given, record.entry if record else None)


def _made(
    store: Store, place: str, data: bytes, given: Incoming, facts: Entry | None
) -> Entry | Failure:
    """Write all that is made of a source's bytes; `facts` are what is known of it already."""
    try:
        edition, entry = _read(data, given, facts)
    except CfrdiffError as error:
        sha256 = hashlib.sha256(data).hexdigest()
        return _failed(store, Failure(place, given.name, str(error), sha256))
    except Exception as error:  # a bug of ours must not keep the others of thousands out
        said = f"{given.name}: a bug of cfrdiff ({type(error).__name__}: {error}); please report it"
        return _failed(store, Failure(place, given.name, said, hashlib.sha256(data).hexdigest()))
    write_edition(store, edition, entry)
    store.remove(failure_file(place))
    return entry


def _failed(store: Store, failure: Failure) -> Failure:
    store.write(failure_file(failure.place), msgspec.json.encode(failure))
    return failure


def write_edition(store: Store, edition: Edition, entry: Entry) -> None:
    """Write the datasets of an edition, then its record, then take away what it replaces."""
    old = record_of(store, entry.sha256)
    stored = [_reading(store, edition, entry)]
    for dataset, rows in rows_of(edition, entry, reading_stamp()).items():
        file = f"data/{dataset}/{partition(entry)}/{entry.sha256[:_NAMED]}-{stamp(dataset)}.parquet"
        stored.append(_write(store, dataset, file, parquet_of(dataset, rows), len(rows)))
    store.write(record_file(entry.sha256), msgspec.json.encode(Record(entry, tuple(stored))))
    files = {one.file for one in stored}
    for one in old.files if old else ():
        if one.file not in files:
            store.remove(one.file)


def partition(entry: Entry) -> str:
    """The folders that an edition's rows stand in, as Hive has them."""
    return f"title={entry.title or 'unknown'}/date={entry.as_of or 'unknown'}"


def stamp(dataset: Dataset) -> str:
    """By which reader, and for which schema, the rows of an edition are made now."""
    return f"{reading_stamp()}.{schema(dataset).number}"


def is_current(record: Record) -> bool:
    """Whether this reader would write what is there."""
    stamps = {one.dataset: one.stamp for one in record.files}
    wanted: dict[str, str] = {dataset: stamp(dataset) for dataset in OF_EDITIONS}
    return stamps == wanted | {READINGS: reading_stamp()}


def record_of(store: Store, sha256: str) -> Record | None:
    """The record of an edition, None where there is none that can be read."""
    return decoded(store.read(record_file(sha256)), Record)


def decoded(data: bytes | None, kind: type[Kind]) -> Kind | None:
    """What a file of JSON says, None where it is missing or damaged."""
    try:
        return msgspec.json.decode(data, type=kind) if data else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def opened(data: bytes, entry: Entry, part: str | None = None) -> Opened:
    """A kept source, opened as what the library knows it to be."""
    with reading(entry.name):
        lines = load(entry.name, entry.format, data)
    known = corpus.Entry(
        id=entry.name,
        file=entry.name,
        format=entry.format,
        sha256=entry.sha256,
        title=entry.title,
        part=part,
        as_of=entry.as_of,
        not_before=entry.not_before,
        not_after=entry.not_after,
    )
    return Opened(lines, data, entry.name, known)


def reading_of(store: Store, record: Record) -> Edition | None:
    """What was read of a source, where it is there whole and by this reader."""
    file = record.file(READINGS)
    if file is None or file.stamp != reading_stamp():
        return None
    data = store.read(file.file)
    if data is None or hashlib.sha256(data).hexdigest() != file.sha256:
        return None
    packed = pyarrow().input_stream(pyarrow().BufferReader(data), compression="zstd").read()
    return msgspec.msgpack.decode(packed, type=Edition)


def _read(data: bytes, given: Incoming, facts: Entry | None) -> tuple[Edition, Entry]:
    sha256 = hashlib.sha256(data).hexdigest()
    held = corpus.find_content(sha256)
    known = held.entry if held else None
    format = given.format or (facts.format if facts else None) or (known.format if known else None)
    if not data:
        raise SourceError(given.name, "the file is empty", "give a file that holds an edition")
    with reading(given.name):
        lines = load(given.name, format, data)
    title = given.title or (facts.title if facts else None)
    as_of = given.as_of or (facts.as_of if facts else None)
    edition = build_edition(Opened(lines, data, given.name, known), (), title, as_of)
    return edition, Entry(
        sha256=sha256,
        name=given.name,
        format=edition.source.format,
        title=edition.title,
        parts=tuple(parts_of(edition)),
        as_of=edition.as_of,
        not_before=known.not_before if known else None,
        not_after=known.not_after if known else None,
        exact=edition.source.exact,
        well_formed=edition.source.well_formed,
        sections=len(edition.sections),
        paragraphs=sum(1 for section in edition.sections for _ in section.walk()),
        bytes=len(data),
    )


def _reading(store: Store, edition: Edition, entry: Entry) -> Stored:
    made = pyarrow().compress(msgspec.msgpack.encode(edition), codec="zstd", asbytes=True)
    file = f"{READINGS}/{partition(entry)}/{entry.sha256[:_NAMED]}-{reading_stamp()}.msgpack.zst"
    return _write(store, READINGS, file, made, 1)


def _write(store: Store, dataset: str, file: str, data: bytes, rows: int) -> Stored:
    store.write(file, data)
    made = stamp(dataset) if dataset in OF_EDITIONS else reading_stamp()
    return Stored(dataset, file, hashlib.sha256(data).hexdigest(), rows, made)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


def _holds(packed: bytes | None, data: bytes) -> bool:
    return packed is not None and _unpacked(packed) == data


def _unpacked(packed: bytes) -> bytes | None:
    try:
        return gzip.decompress(packed)
    except (OSError, EOFError, ValueError, zlib.error):
        return None
