"""The headers of every answer: nothing is loaded from elsewhere, shown in a frame, guessed at or kept."""

from __future__ import annotations

from collections.abc import Mapping

_SOURCES = (
    "default-src 'none'",
    "script-src 'self' blob:",  # a component's module is imported from a blob
    "style-src 'self' 'unsafe-inline'",  # widgets and components lay out with style elements
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
POLICY = "; ".join(_SOURCES)
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
    "X-Frame-Options": "DENY",
}
NEVER_KEPT: Mapping[str, str] = {**ALWAYS, "Cache-Control": "no-store"}
# A form is only sent with where it comes from if its page may say so; our own address is told to nobody else.
FORMS: Mapping[str, str] = {**NEVER_KEPT, "Referrer-Policy": "same-origin"}
# The address of a static file changes with its content, so a browser may keep it.
LONG_KEPT: Mapping[str, str] = {**ALWAYS, "Cache-Control": "private, max-age=31536000, immutable"}
