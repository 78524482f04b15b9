"""Webhook events with Django: kept and acknowledged at once, then handed over by a thread beside the server.

用 Django 接收 webhook 事件:先落盘、立即应答,再由后台线程逐个处理。

    TIKTOK_SHOP_ACCOUNT_FILE=account.toml python webhooks_django.py runserver --noreload 8000

In a project of yours the view goes into views.py, and the thread into a management command or an AppConfig.
"""

from __future__ import annotations

import sys
import threading

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tiktok_shop_sdk import Account
from tiktok_shop_sdk.webhooks import OrderStatusChanged, Receiver

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="for runserver only")
receiver = Receiver(Account.from_env())  # an app of many sellers names the accounts of all of them


@receiver.on(OrderStatusChanged)
def order_changed(event: OrderStatusChanged) -> None:
    print(event.account, event.order_id, event.order_status, flush=True)  # raise, and it comes again later


def tiktok(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=receiver.receive(request.body, request.META.get("HTTP_AUTHORIZATION", "")))


urlpatterns = [path("tiktok/webhooks", csrf_exempt(require_POST(tiktok)))]

if __name__ == "__main__":
    threading.Thread(target=receiver.work, daemon=True).start()
    execute_from_command_line(sys.argv)
