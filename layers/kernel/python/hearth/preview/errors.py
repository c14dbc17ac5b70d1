"""Why there is no preview of a page."""

from hearth.errors import Invalid


class AddressNotAllowed(Invalid):
    """It is no address of the web, or leads to a network that is not everybody's."""

    code = "address_not_allowed"


class NotAPage(Invalid):
    """What is there is no page: another type, or an answer that says that there is nothing to see."""

    code = "not_a_page"


class PageUnreachable(Invalid):
    """Nobody answered in time, or not as HTTP has it."""

    code = "page_unreachable"
