"""Tables of reminders."""

from patient_app.notifications.models.delivery import Delivery
from patient_app.notifications.models.key import PushKey
from patient_app.notifications.models.reminder import Reminder
from patient_app.notifications.models.setting import ReminderSetting
from patient_app.notifications.models.subscription import PushSubscription

__all__ = ["Delivery", "PushKey", "PushSubscription", "Reminder", "ReminderSetting"]
