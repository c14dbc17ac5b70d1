"""The CloudFront part of template.yaml, made from infra/edge.yaml (`infra.template` puts it in).

The same file drives the local edge, so an origin, a header or a fallback cannot differ between here and AWS.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from infra.environments import ROOT
from infra.template.tagged import Tagged, block

# Policies that every AWS account has.
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
# CloudFront is one for all regions, and so are the names of its parts: another region may have a stack of this name.
NAME = "${AWS::StackName}-${AWS::Region}"


NOTHING = Tagged("Ref", "AWS::NoValue")
_CERTIFICATE = {
    "AcmCertificateArn": Tagged("Ref", "CertificateArn"),
    "SslSupportMethod": "sni-only",
    "MinimumProtocolVersion": "TLSv1.2_2021",
}


def content_policy() -> str:
    """The pages' content policy, with the bucket's address as CloudFormation knows it."""
    edge = yaml.safe_load((ROOT / "infra" / "edge.yaml").read_text())
    text = " ".join(edge["headers"]["Content-Security-Policy"].split())
    files = "https://${FilesBucket.RegionalDomainName}"
    return text.replace("{files}", files).replace(" {live}", "")  # 'self' covers wss on the same origin


def _headers(headers: dict[str, str]) -> dict[str, Any]:
    """The response headers policy. CloudFront has names of its own for some headers and takes the rest as they are.

    Nothing overrides what the origin said: the API's answers have policies of their own, stricter than the pages'.
    """
    transport = dict(part.strip().partition("=")[::2] for part in headers["Strict-Transport-Security"].split(";"))
    own = {
        "ContentSecurityPolicy": {"ContentSecurityPolicy": Tagged("Sub", content_policy()), "Override": False},
        "ReferrerPolicy": {"ReferrerPolicy": headers["Referrer-Policy"], "Override": False},
        "ContentTypeOptions": {"Override": False},
        "FrameOptions": {"FrameOption": headers["X-Frame-Options"], "Override": False},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": int(transport["max-age"]),
            "IncludeSubdomains": "includeSubDomains" in transport,
            "Override": False,
        },
    }
    named = {
        "Content-Security-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Strict-Transport-Security",
    }
    others = [
        {"Header": name, "Value": value, "Override": False} for name, value in headers.items() if name not in named
    ]
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Condition": "OwnEdge",
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "Name": Tagged("Sub", f"{NAME}-headers"),
                "SecurityHeadersConfig": own,
                "CustomHeadersConfig": {"Items": others},
            }
        },
    }


def _rewrite(routes: Sequence[dict[str, str]], fallback: str) -> str:
    """CloudFront's function for the site: named files for some paths, the client's page for places inside it."""
    files = {route["path"]: f"/{route['file']}" for route in routes if "file" in route}
    table = ", ".join(f"{path!r}: {target!r}" for path, target in sorted(files.items()))
    return (
        "function handler(event) {\n"
        "  var request = event.request;\n"
        f"  var files = {{{table}}};\n"
        "  if (files[request.uri]) request.uri = files[request.uri];\n"
        f"  else if (request.uri.split('/').pop().indexOf('.') < 0) request.uri = '/{fallback}';\n"
        "  return request;\n"
        "}\n"
    )


# Whoever reaches the API without passing here cannot know the key, so what it says of its address is not believed.
# The network is what the firewall counts by, as `hearth.addresses` does: an IPv6 address by its first 64 bits.
_VIEWER = (
    "function network(ip) {\n"
    "  if (ip.indexOf(':') < 0 || ip.indexOf('.') >= 0) return ip.split(':').pop();\n"
    "  var halves = ip.split('::');\n"
    "  var groups = halves[0] ? halves[0].split(':') : [];\n"
    "  var tail = halves[1] ? halves[1].split(':') : [];\n"
    "  while (groups.length + tail.length < 8) groups.push('0');\n"
    "  return groups.concat(tail).slice(0, 4).join(':');\n"
    "}\n"
    "function handler(event) {\n"
    "  event.request.headers['x-hearth-viewer'] = {value: event.viewer.ip};\n"
    "  event.request.headers['x-hearth-network'] = {value: network(event.viewer.ip)};\n"
    "  return event.request;\n"
    "}\n"
)


def _function(name: str, code: str) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFront::Function",
        "Condition": "OwnEdge",
        "Properties": {
            "Name": Tagged("Sub", f"{NAME}-{name}"),
            "AutoPublish": True,
            "FunctionConfig": {"Comment": name, "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": code,
        },
    }


def _behavior(target: str) -> dict[str, Any]:
    function, to_site = ("SiteRewrite", True) if target == "site" else ("ViewerAddress", False)
    return {
        "TargetOriginId": target,
        "ViewerProtocolPolicy": "redirect-to-https" if to_site else "https-only",
        "AllowedMethods": ["GET", "HEAD"] if to_site else ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "Compress": True,
        "CachePolicyId": CACHING_OPTIMIZED if to_site else CACHING_DISABLED,
        **({} if to_site else {"OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST}),
        "ResponseHeadersPolicyId": Tagged("Ref", "EdgeHeaders"),
        "FunctionAssociations": [
            {"EventType": "viewer-request", "FunctionARN": Tagged("GetAtt", f"{function}.FunctionMetadata.FunctionARN")}
        ],
    }


def _gateway_origin(name: str, api: str, path: str) -> dict[str, Any]:
    return {
        "Id": name,
        "DomainName": Tagged("Sub", f"${{{api}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"),
        **({"OriginPath": path} if path else {}),
        "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
        "OriginCustomHeaders": [
            {
                "HeaderName": "x-hearth-edge",
                "HeaderValue": Tagged("Select", [2, Tagged("Split", ["/", Tagged("Ref", "AWS::StackId")])]),
            }
        ],
    }


def resources() -> dict[str, Any]:
    """The resources, in the order of the template."""
    edge = yaml.safe_load((ROOT / "infra" / "edge.yaml").read_text())
    routes = edge["routes"]
    origins = [
        {
            "Id": "site",
            "DomainName": Tagged("GetAtt", "SiteBucket.RegionalDomainName"),
            "OriginAccessControlId": Tagged("Ref", "SiteAccess"),
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        },
        _gateway_origin("rest", "RestApi", "/api"),
        _gateway_origin("live", "LiveApi", ""),  # its stage is called live, which is the path
    ]
    return {
        "EdgeHeaders": _headers(edge["headers"]),
        "SiteRewrite": _function("site-rewrite", _rewrite(routes, edge["fallback"])),
        "ViewerAddress": _function("viewer-address", _VIEWER),
        "SiteAccess": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Condition": "OwnEdge",
            "Properties": {
                "OriginAccessControlConfig": {
                    "Name": Tagged("Sub", f"{NAME}-site"),
                    "OriginAccessControlOriginType": "s3",
                    "SigningBehavior": "always",
                    "SigningProtocol": "sigv4",
                }
            },
        },
        "Distribution": {
            "Type": "AWS::CloudFront::Distribution",
            "Condition": "OwnEdge",
            # the linter holds the parameter's empty default, which OwnDomain keeps away, to be a certificate
            "Metadata": {"cfn-lint": {"config": {"ignore_checks": ["W1030"]}}},
            "Properties": {
                "DistributionConfig": {
                    "Enabled": True,
                    "HttpVersion": "http2and3",
                    "IPV6Enabled": True,
                    "PriceClass": "PriceClass_100",
                    "DefaultRootObject": edge["fallback"],
                    "Origins": origins,
                    "DefaultCacheBehavior": _behavior("site"),
                    "CacheBehaviors": [
                        {"PathPattern": route["path"], **_behavior(route["to"])}
                        for route in routes
                        if route["to"] != "site"
                    ],
                    "Aliases": Tagged("If", ["OwnDomain", [Tagged("Ref", "DomainName")], NOTHING]),
                    "ViewerCertificate": Tagged(
                        "If", ["OwnDomain", _CERTIFICATE, {"CloudFrontDefaultCertificate": True}]
                    ),
                }
            },
        },
        "SiteBucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Condition": "OwnEdge",
            "Properties": {
                "Bucket": Tagged("Ref", "SiteBucket"),
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudfront.amazonaws.com"},
                            "Action": "s3:GetObject",
                            "Resource": Tagged("Sub", "${SiteBucket.Arn}/*"),
                            "Condition": {
                                "StringEquals": {
                                    "aws:SourceArn": Tagged(
                                        "Sub",
                                        "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}",
                                    )
                                }
                            },
                        }
                    ],
                },
            },
        },
    }


def written() -> str:
    """The resources as they stand in the template."""
    return "\n".join(block(name, resource) for name, resource in resources().items())
