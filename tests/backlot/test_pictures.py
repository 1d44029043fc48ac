"""Pictures in blocks that are files of the workspace: what may be named, when, and who sees it."""

import io
from typing import Any

import pytest
from PIL import Image
from slack_sdk.errors import SlackApiError

from tests.backlot.apps import error_of
from tests.backlot.running import Backlot, until

HOME: dict[str, Any] = {"type": "home"}


def png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (16, 9), (227, 155, 52)).save(written, "PNG")
    return written.getvalue()


async def upload(lot: Backlot, name: str = "frame.png", person: str | None = None) -> str:
    """Upload without a channel; the file's id, looked through or not."""
    client, content = lot.client(person) if person else lot.bot_client, png()
    place = await client.files_getUploadURLExternal(filename=name, length=len(content))
    async with lot.session.post(place["upload_url"], data=content) as answer:
        assert answer.status == 200
    await client.files_completeUploadExternal(files=[{"id": place["file_id"]}])
    return str(place["file_id"])


async def looked_through(lot: Backlot, name: str = "frame.png") -> str:
    """A file of the bot's whose type the workspace knows."""
    file = await upload(lot, name)

    async def typed() -> str:
        return str((await lot.bot_client.files_info(file=file))["file"]["mimetype"])

    await until(typed)
    return file


def picture(**slack_file: Any) -> dict[str, Any]:
    return {"type": "image", "alt_text": "take 1 at 0:03", "slack_file": slack_file}


async def fetched(lot: Backlot, file: str, person: str) -> int:
    address = f"{lot.url}/files-pri/{lot.tokens['team_id']}-{file}/frame.png"
    async with lot.session.get(address, params={"t": lot.token(person)}) as answer:
        return answer.status


async def test_a_file_that_is_shared_nowhere_has_no_type_at_first_and_no_block_may_name_it(
    lot: Backlot, room: str
) -> None:
    await lot.chance(share_delay=[0.4, 0.4])
    file = await upload(lot)
    told = (await lot.bot_client.files_info(file=file))["file"]
    assert (told["mimetype"], told["filetype"]) == ("", "")
    with pytest.raises(SlackApiError) as refused:
        await lot.bot_client.chat_postMessage(channel=room, text="a frame", blocks=[picture(id=file)])
    assert error_of(refused) == "invalid_blocks"
    assert "invalid slack file [json-pointer:/blocks/0/slack_file]" in str(refused.value.response["response_metadata"])

    async def taken() -> bool:
        told = (await lot.bot_client.files_info(file=file))["file"]
        return bool(told["mimetype"] == "image/png")

    await until(taken)
    assert (await lot.bot_client.chat_postMessage(channel=room, text="a frame", blocks=[picture(id=file)]))["ok"]


async def test_what_shows_a_picture_lets_those_see_it_who_have_it_before_them(lot: Backlot, room: str) -> None:
    file = await looked_through(lot)
    assert await fetched(lot, file, "dp") == 403
    await lot.bot_client.views_publish(user_id=lot.person("dp"), view={**HOME, "blocks": [picture(id=file)]})
    assert (await fetched(lot, file, "dp"), await fetched(lot, file, "ad")) == (200, 403)
    private = (await lot.client("director").conversations_create(name="closed-set", is_private=True))["channel"]["id"]
    await lot.client("director").conversations_invite(channel=private, users=lot.bot_user_id)
    accessory = {"type": "section", "text": {"type": "mrkdwn", "text": "a frame"}, "accessory": picture(id=file)}
    await lot.bot_client.chat_postMessage(channel=private, text="a frame", blocks=[accessory])
    assert (await fetched(lot, file, "director"), await fetched(lot, file, "ad")) == (200, 403)


async def test_a_picture_is_named_by_its_address_as_well(lot: Backlot) -> None:
    told = (await lot.bot_client.files_info(file=await looked_through(lot)))["file"]
    for address in (told["url_private"], told["permalink"]):
        view = {**HOME, "blocks": [picture(url=address)]}
        assert (await lot.bot_client.views_publish(user_id=lot.person("dp"), view=view))["ok"]


async def test_what_is_no_picture_of_the_apps_is_refused(lot: Backlot) -> None:
    file, film, theirs = await looked_through(lot), await upload(lot, "film.mp4"), await upload(lot, person="dp")
    cases = [
        ({"id": file, "url": "https://chat.example/x"}, "must have exactly one of: id, url"),
        ({}, "missing required field: image_url"),
        ({"id": "https://chat.example/x"}, "must match regex pattern"),
        ({"id": "F00000000"}, "invalid slack file"),
        ({"id": film}, "invalid slack file"),
        ({"id": theirs}, "invalid slack file"),
        ({"url": "https://chat.example/x.png"}, "invalid slack file"),
    ]
    for named, why in cases:
        with pytest.raises(SlackApiError) as refused:
            view = {**HOME, "blocks": [picture(**named)]}
            await lot.bot_client.views_publish(user_id=lot.person("dp"), view=view)
        assert why in str(refused.value.response["response_metadata"]), named
