"""`hearth deploy`: build for AWS, deploy with the SAM CLI, put the client where CloudFront serves it.

    hearth deploy                             guided the first time; answers are kept in samconfig.toml
    hearth deploy --localstack                to a LocalStack that runs here (its address from the environment)
    hearth deploy -- --stack-name blue        anything after -- goes to `sam deploy`

The plain SAM path works as well: `sam build && sam deploy --guided`; then only the client must be copied by hand.
"""

from __future__ import annotations

import argparse
import mimetypes
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra import build, environments
from infra.environments import ROOT
from infra.local import state

CONFIG = ROOT / "samconfig.toml"


def main(arguments: Sequence[str]) -> int:
    """Build, deploy, upload."""
    parser = argparse.ArgumentParser(prog="hearth deploy", description=__doc__)
    parser.add_argument("--localstack", action="store_true")
    parser.add_argument("--stack-name", default=state.NAME)
    parser.add_argument("sam", nargs="*", help="options for sam deploy")
    options = parser.parse_args(arguments)
    if built := build.main(["--native"] if options.localstack else []):
        return built
    environ = dict(os.environ) | {"SAM_CLI_TELEMETRY": "0"}
    command = [*_sam(), "deploy", "--capabilities", "CAPABILITY_IAM", "--stack-name", options.stack_name]
    if options.localstack:
        environ |= _localstack_environ()
        address = environ["AWS_ENDPOINT_URL"]
        command += ["--resolve-s3", "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--region", state.REGION]
        command += ["--parameter-overrides", "Edge=none", f"EndpointUrl={address}", f"WebUrl={address}"]
    elif not CONFIG.exists():
        command.append("--guided")
    result = subprocess.run([*command, *options.sam], cwd=ROOT, env=environ, check=False).returncode
    if result or options.localstack:
        return result
    return upload(options.stack_name)


def upload(stack: str) -> int:
    """Copy the built client and the API page into the site bucket, and tell CloudFront."""
    import boto3

    outputs = {
        item["OutputKey"]: item["OutputValue"]
        for item in boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    }
    s3 = boto3.client("s3")
    for key, path in site():
        s3.upload_file(str(path), outputs["SiteBucketName"], key, ExtraArgs=headers_of(key))
    if "DistributionId" in outputs:
        boto3.client("cloudfront").create_invalidation(
            DistributionId=outputs["DistributionId"],
            InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": os.urandom(8).hex()},
        )
    print(f"  {outputs['WebUrl']}")
    return 0


def site() -> Iterator[tuple[str, Path]]:
    """Every file of the site and its key, the earlier place winning, as the local edge has it."""
    import swagger_ui_bundle

    seen = {"docs/openapi.yaml"}
    yield "docs/openapi.yaml", ROOT / "docs" / "openapi.yaml"
    places = (("", ROOT / "web" / "dist"), ("", ROOT / "infra" / "site"))
    swagger = Path(swagger_ui_bundle.swagger_ui_path)
    for prefix, folder in (*places, ("docs/", swagger)):
        for path in sorted(folder.rglob("*")):
            key = f"{prefix}{path.relative_to(folder).as_posix()}"
            if path.is_file() and path.suffix != ".map" and not path.name.startswith(".") and key not in seen:
                seen.add(key)
                yield key, path


def headers_of(key: str) -> dict[str, str]:
    """How a file is served: what carries a digest in its name never changes."""
    kind = mimetypes.guess_type(key)[0] or "application/octet-stream"
    cache = "public, max-age=31536000, immutable" if key.startswith("assets/") else "no-cache"
    return {"ContentType": kind, "CacheControl": cache}


def _sam() -> list[str]:
    environments.ensure("sam")
    return [str(environments.python_of("sam").parent / "sam")]


def _localstack_environ() -> dict[str, str]:
    """Where LocalStack listens, by its own client's rules (LOCALSTACK_HOST, EDGE_PORT, AWS_ENDPOINT_URL)."""
    from localstack_client.config import get_service_endpoint

    address = os.environ.get("AWS_ENDPOINT_URL") or get_service_endpoint("cloudformation")
    if not address:
        print("LocalStack's address is unknown; set AWS_ENDPOINT_URL.", file=sys.stderr)
        raise SystemExit(1)
    known: dict[str, str] = {
        name: os.environ.get(name, "test") for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    }
    return known | {"AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": state.REGION}
