"""`note = sealed("craving_entry.note")`: free text that is ciphertext in the database."""

from typing import Any, Generic, Literal, Self, TypeVar, overload

from sqlalchemy import LargeBinary
from sqlalchemy.orm import mapped_column

from patient_app.core.sealed.ring import current_ring, unseal

T = TypeVar("T", str, str | None)

CONTRACTS: dict[str, tuple[type, str]] = {}


class Sealed(Generic[T]):
    """Keeps the words of one field under the ring's key, bound to contract name and row id."""

    def __init__(self, contract: str) -> None:
        self.contract = contract

    def __set_name__(self, owner: type, name: str) -> None:
        self.column = f"{name}_sealed"
        setattr(owner, self.column, mapped_column(self.column, LargeBinary, nullable=True))
        CONTRACTS[self.contract] = (owner, self.column)

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type) -> T: ...
    def __get__(self, row: Any, owner: type) -> Self | T:
        if row is None:
            return self
        held = getattr(row, self.column)
        return None if held is None else unseal(held, self.bound_to(row))  # type: ignore[return-value]  # None only where T allows it

    def __set__(self, row: Any, words: T) -> None:
        held = None if words is None else current_ring().seal(words, self.bound_to(row))
        setattr(row, self.column, held)

    def bound_to(self, row: Any) -> bytes:
        """What the ciphertext is tied to: moved to another row or column, it opens for nobody."""
        return bound_to(self.contract, row.id)


def bound_to(contract: str, row_id: object) -> bytes:
    """The associated data of one sealed field."""
    return f"{contract}:{row_id}".encode()


def opened(contract: str, row_id: object, held: bytes | None) -> str | None:
    """The words of a sealed column that was read without its row."""
    return None if held is None else unseal(held, bound_to(contract, row_id))


@overload
def sealed(contract: str) -> Sealed[str | None]: ...
@overload
def sealed(contract: str, *, required: Literal[True]) -> Sealed[str]: ...
def sealed(contract: str, *, required: bool = False) -> Any:
    """A sealed text column `<name>_sealed` on the model that holds it."""
    return Sealed(contract)
