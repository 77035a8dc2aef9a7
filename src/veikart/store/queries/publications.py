"""Which publication is shown, and its files."""

from __future__ import annotations

from veikart.store.models import Publication, PublishedFile


def get_current_publication() -> Publication | None:
    """The publication that was published last, or None. One query."""
    return Publication.objects.filter(published_at__isnull=False).order_by("-published_at", "-pk").first()


def get_files(publication_id: int) -> dict[str, PublishedFile]:
    """The files made for a publication, by kind. One query."""
    return {file.kind: file for file in PublishedFile.objects.filter(publication_id=publication_id)}


def get_file(publication_id: int, kind: str) -> PublishedFile | None:
    """One file, or None. One query."""
    return PublishedFile.objects.filter(publication_id=publication_id, kind=kind).first()


def get_newest_publication() -> Publication | None:
    """The publication that was loaded last, published or not. One query."""
    return Publication.objects.order_by("-loaded_at", "-pk").first()


def has_layer(publication: Publication, layer: str) -> bool:
    """Whether the publication's budget has the layer. One query."""
    return publication.layers.filter(key=layer).exists()


def get_publication_before(publication: Publication, layer: str) -> Publication | None:
    """The publication of the same dataset that was published last before the layer came, or None. One query."""
    earlier = Publication.objects.filter(dataset_id=publication.dataset_id, published_at__isnull=False).exclude(layers__key=layer)
    return earlier.order_by("-published_at", "-pk").first()
