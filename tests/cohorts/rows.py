"""Regions as tests need them."""


def rename(region, slug):
    region.slug = slug
    region.save()
    return region
