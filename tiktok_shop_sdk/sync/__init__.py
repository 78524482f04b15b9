"""Pulls a shop's orders and pushes its stock: resumable, within the limits, with nothing lost or guessed."""

from __future__ import annotations

from .faults import AlreadyRunning as AlreadyRunning
from .faults import CursorUnusable as CursorUnusable
from .faults import JournalUnavailable as JournalUnavailable
from .faults import OrdersUnsettled as OrdersUnsettled
from .faults import TooManyAtOnce as TooManyAtOnce
from .journal import Journal as Journal
from .orders import OrderBatch as OrderBatch
from .output import PullReport as PullReport
from .position import Cursor as Cursor
from .position import CursorFile as CursorFile
from .position import Position as Position
from .progress import Progress as Progress
from .pull import apull_orders as apull_orders
from .pull import apull_orders_to as apull_orders_to
from .pull import pull_orders as pull_orders
from .pull import pull_orders_to as pull_orders_to
from .push import apush_inventory as apush_inventory
from .push import push_inventory as push_inventory
from .shared import SharedCursor as SharedCursor
from .stock_file import BadStockFile as BadStockFile
from .stock_file import StockFault as StockFault
from .stock_file import StockLine as StockLine
from .stock_file import read_stock as read_stock
from .stock_report import PushReport as PushReport
from .stock_report import StockResult as StockResult
from .walk import PullRules as PullRules
