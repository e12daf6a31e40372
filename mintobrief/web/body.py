"""The body of a request, read as it comes and no further than it may go."""

from __future__ import annotations

from fastapi import HTTPException, Request

TOO_LONG = "填的内容太长了。"


async def body_of(request: Request, most: int, too_long: str = TOO_LONG) -> bytes:
    """All of it; refuses with 413, in the words of `too_long`, what is more than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, too_long)
    return bytes(body)
