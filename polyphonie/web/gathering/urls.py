from django.urls import path

from polyphonie.web.gathering import answering, by_mail, calling, console, dates, joining, paper, record, showing

app_name = "gathering"
urlpatterns = [
    path("circles/<int:pk>/gatherings/new/", calling.call, name="call"),
    path("g/<str:secret>/", joining.join, name="join"),
    path("answer/<str:link>/", by_mail.by_mail, name="by_mail"),
    path("gatherings/<int:pk>/", showing.show, name="show"),
    path("gatherings/<int:pk>/stage/", showing.stage, name="stage"),
    path("gatherings/<int:pk>/progress/", showing.progress, name="progress"),
    path("gatherings/<int:pk>/since/", showing.since, name="since"),
    path("gatherings/<int:pk>/dates/", dates.dates, name="dates"),
    path("gatherings/<int:pk>/dates/proposals/", dates.propose, name="propose_dates"),
    path("gatherings/<int:pk>/dates/<int:date>/settlement/", dates.settle, name="settle_date"),
    path("gatherings/<int:pk>/dates/withdrawal/", dates.take_back, name="take_date_back"),
    path("gatherings/<int:pk>/people/", joining.enter, name="enter"),
    path("gatherings/<int:pk>/answers/<int:run>/", answering.answer, name="answer"),
    path("gatherings/<int:pk>/withdrawals/<int:contribution>/", answering.withdraw, name="withdraw"),
    path("gatherings/<int:pk>/scribe/", answering.scribe, name="scribe"),
    path("gatherings/<int:pk>/scribe/<int:person>/", answering.write_for, name="write_for"),
    path("gatherings/<int:pk>/kit/", paper.kit, name="kit"),
    path("gatherings/<int:pk>/cards/", paper.cards, name="cards"),
    path("gatherings/<int:pk>/console/", console.show, name="console"),
    path("gatherings/<int:pk>/console/board/", console.board, name="board"),
    path("gatherings/<int:pk>/screen/", showing.screen, name="screen"),
    path("gatherings/<int:pk>/screen/stage/", showing.screen_stage, name="screen_stage"),
    path("gatherings/<int:pk>/door/", console.open_door, name="door"),
    path("gatherings/<int:pk>/steps/", console.open_step, name="open_step"),
    path("gatherings/<int:pk>/steps/close/", console.close_step, name="close_step"),
    path("gatherings/<int:pk>/time/", console.more_time, name="time"),
    path("gatherings/<int:pk>/roles/", console.give_role, name="role"),
    path("gatherings/<int:pk>/facilitation/", console.hand_over, name="hand_over"),
    path("gatherings/<int:pk>/end/", console.end, name="end"),
    path("gatherings/<int:pk>/record/", record.show, name="record"),
    path("gatherings/<int:pk>/calendar.ics", record.calendar, name="calendar"),
]
