"""Where the parts of the web application keep the lot."""

from aiohttp import web

from backlot.lot import Lot

LOT = web.AppKey("lot", Lot)
