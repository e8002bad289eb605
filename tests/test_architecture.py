"""The shape of the house, read from its imports: order, no cycles, no imports inside functions."""

import ast

import pytest

from tests.sources import ORDER, ROOT, SOURCES, TEMPLATES

PAGE_MODULES = {"views", "forms", "admin", "urls", "leader_urls", "templatetags", "site", "menu"}
FORBIDDEN_NAMES = {"services", "selectors", "managers", "signals", "utils", "helpers", "constants"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 120


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in SOURCES}


def is_page(name):
    return bool(PAGE_MODULES & set(name.split(".")[1:]))


def imports(path):
    """Names of our own modules that this file imports, and the syntax node of each import."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names if alias.name in MODULES)
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                name = whole if whole in MODULES else node.module
                if name in MODULES:
                    yield name, node


DOMAIN = [name for name in MODULES if not is_page(name)]
PAGES = [name for name in MODULES if is_page(name)]


@pytest.mark.parametrize("name", DOMAIN)
def test_a_domain_module_imports_only_from_apps_below_it(name):
    app = name.split(".")[0]
    above = ORDER[ORDER.index(app) + 1 :]

    wrong = [other for other, _node in imports(MODULES[name]) if other.split(".")[0] in above]

    assert wrong == []


@pytest.mark.parametrize("name", DOMAIN)
def test_nothing_but_pages_imports_a_page_module(name):
    assert [other for other, _node in imports(MODULES[name]) if is_page(other)] == []


def test_there_is_no_import_cycle():
    graph = {
        name: {other for other, _node in imports(path) if other != name}
        for name, path in MODULES.items()
    }

    while graph:
        free = [name for name, others in graph.items() if not others & graph.keys()]
        assert free, f"these import each other in a circle: {sorted(graph)}"
        for name in free:
            del graph[name]


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_nothing_is_imported_inside_a_function(path):
    inside = [
        f"{function.name}:{node.lineno}"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_files_and_functions_stay_within_their_budget(path):
    text = path.read_text()
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert text.count("\n") <= LONGEST_FILE
    assert long == []
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_stay_within_their_budget(path):
    assert path.read_text().count("\n") <= LONGEST_TEMPLATE


# `open` holds what anybody may see: the regions that take part.
SCOPES = {
    "about",
    "decidable_by",
    "editable_by",
    "led_by",
    "mail_visible_to",
    "open",
    "own",
    "to_address",
    "visible_to",
}
# `none` shows nothing; `named` finds what the typing person already knows.
HARMLESS = {"named", "none"}


def objects_used(path):
    """The method of each `Model.objects.method` in a page module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "objects"
        ):
            yield node.attr


@pytest.mark.parametrize(
    "name", [name for name in MODULES if {"views", "forms"} & set(name.split("."))]
)
def test_pages_reach_rows_only_through_a_scope(name):
    assert set(objects_used(MODULES[name])) - SCOPES - HARMLESS == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_assigns_a_status(name):
    assigned = [
        node.lineno
        for node in ast.walk(ast.parse(MODULES[name].read_text()))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]

    assert assigned == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/tasks.py")), ids=lambda path: path.parent.name)
def test_tasks_are_doorbells(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 5
        assert not isinstance(node, ast.If)


TESTS = sorted(path for folder in ("tests", "scripts") for path in (ROOT / folder).rglob("*.py"))


def test_tests_and_scripts_stay_within_their_budget():
    lines = {path.relative_to(ROOT): path.read_text().count("\n") for path in TESTS}

    assert {path: number for path, number in lines.items() if number > LONGEST_FILE} == {}


def test_no_test_takes_a_name_from_a_module_of_tests():
    """Else whoever splits one module of tests breaks another, and its tests run twice where a test
    is taken along. What several need stands in a module beside them that holds no tests."""
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in TESTS
        for name in taken_from(path)
        if any(part.startswith("test_") for part in name.split("."))
    ]

    assert wrong == []


def taken_from(path):
    """Every module that this file imports, or takes a name from, wherever it comes from."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
