"""GitHub's interface on paper: as much of it as the visual editor asks, answered from a folder of files."""

import base64
import json
import re
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Route

API = "https://api.github.com"
REPOSITORY = "/repos/example/tiny"
HEAD, NEXT = "a" * 40, "b" * 40
OPEN_TO_ALL = {f"access-control-allow-{what}": "*" for what in ("origin", "headers", "methods")}


@dataclass
class Hub:
    """A repository of the files in a folder; what is saved to a branch goes into `saved`."""

    root: Path
    saved: dict[str, bytes] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".cache" not in path.parts
        }
        self.blobs = {_blob(content): content for content in self.files.values()}

    def answer(self, route: "Route") -> None:
        """Answer one request of a browser."""
        asked = route.request
        path = asked.url.removeprefix(API)
        if asked.method == "OPTIONS":
            route.fulfill(status=204, headers=OPEN_TO_ALL)
            return
        told = json.loads(asked.post_data) if asked.post_data else {}
        found = self.graph(told) if path == "/graphql" else self.rest(asked.method, path, told)
        if found is None:
            self.unknown.append(f"{asked.method} {path} {told}")
            route.fulfill(status=404, headers=OPEN_TO_ALL, json={"message": "Not Found"})
        elif isinstance(found, bytes):
            route.fulfill(headers=OPEN_TO_ALL, content_type="application/octet-stream", body=found)
        else:
            route.fulfill(headers=OPEN_TO_ALL, json=found)

    def rest(self, method: str, path: str, told: dict[str, Any]) -> Any:
        match method, path.partition("?")[0].removeprefix(REPOSITORY):
            case "GET", "/user":
                return {"id": 1, "login": "coordinator", "name": "Coordinator", "email": "", "avatar_url": ""}
            case "GET", "":
                return {"full_name": "example/tiny", "default_branch": "main", "permissions": {"push": True}}
            case "GET", tree if tree.startswith("/git/trees/"):
                rows = self.files.items()
                return {
                    "truncated": False,
                    "tree": [
                        {
                            "type": "blob",
                            "mode": "100644",
                            "path": path,
                            "sha": _blob(content),
                            "size": len(content),
                        }
                        for path, content in rows
                    ],
                }
            case "GET", blob if blob.startswith("/git/blobs/"):
                return self.blobs.get(blob.rpartition("/")[2])
            case "POST", "/pulls":
                self.requests.append(told)
                head = {"sha": NEXT, "ref": told["head"]}
                user = {"login": "coordinator"}
                return {
                    "number": 5,
                    "node_id": "P5",
                    "title": told["title"],
                    "head": head,
                    "user": user,
                    "labels": [],
                }
            case "POST", "/issues/5/labels":
                return [{"name": name} for name in told["labels"]]
        return None

    def graph(self, told: dict[str, Any]) -> Any:
        query, variables = told["query"], told.get("variables", {})
        if "createCommitOnBranch" in query:
            for added in variables["input"]["fileChanges"]["additions"]:
                self.saved[added["path"]] = base64.b64decode(added["contents"])
            return {"data": {"createCommitOnBranch": {"commit": {"oid": NEXT, "committedDate": WHEN}}}}
        if "createRef" in query:
            return {"data": {"createRef": {"ref": {"name": variables["input"]["name"]}}}}
        if "fork: repository" in query:
            return {"data": {"fork": {"id": "R1"}, "base": {"ref": {"target": {"oid": HEAD}}}}}
        if "pullRequests(" in query:
            return {"data": {"repository": {"pullRequests": {"nodes": []}}}}
        if "status { contexts" in query:
            nothing: dict[str, Any] = {
                "status": None,
                "deployments": {"nodes": []},
                "checkSuites": {"nodes": []},
            }
            return {"data": {"repository": dict.fromkeys(re.findall(r"commit_\d+(?=:)", query), nothing)}}
        if commits := re.findall(r"commit_\d+(?=:)", query):
            who = {"name": "Coordinator", "email": "", "user": {"id": 1, "login": "coordinator"}}
            history = {"target": {"history": {"nodes": [{"author": who, "committedDate": WHEN}]}}}
            return {"data": {"repository": dict.fromkeys(commits, history)}}
        if contents := re.findall(r'(\w+): object\(oid: "(\w+)"\)', query):
            texts = {name: {"text": self.blobs[id_].decode(errors="replace")} for name, id_ in contents}
            return {"data": {"repository": texts}}
        if "ref(qualifiedName: $branch)" in query:
            target = {"oid": HEAD, "history": {"nodes": [{"oid": HEAD, "message": "As it was"}]}}
            return {"data": {"repository": {"ref": {"target": target}}}}
        return None


WHEN = "2026-11-20T12:00:00Z"


def _blob(content: bytes) -> str:
    """The id that git gives to a file's contents."""
    return sha1(b"blob %d\0%s" % (len(content), content)).hexdigest()
