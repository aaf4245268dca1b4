using Platform.Access;
using Platform.Contracts.Notifications;
using Platform.Messaging;
using Platform.Notifications.Alerts;
using Platform.Notifications.Mail;
using Platform.Notifications.Messages;
using Platform.Notifications.Push;
using Platform.Notifications.Twilio;
using Platform.Notifications.Webhooks;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.AddMailOptions();
builder.AddDatabase("notifications-db");
builder.AddPitAccess();
builder.AddPits();
builder.AddBus("notifications", typeof(MailRequested).Assembly, bus =>
{
    bus.AddConsumer<MailRequestedConsumer>();
    bus.AddConsumer<MessageRequestedConsumer>();
    bus.AddConsumer<ThresholdConsumer>();
    bus.AddConsumer<CameraConsumer>();
    bus.AddConsumer<WebhookConsumer>();
    bus.AddPitAccessEvents("notifications");
    bus.AddPitEvents("notifications");
});
builder.Services.AddMail();
builder.AddWebhooks();
builder.AddMessages();
builder.AddAlerts();

var app = builder.Build();
app.UseServiceDefaults();
app.MapWebhooks();
app.MapAlerts();
app.MapNoise();
app.MapEscalation();
app.MapMessages();
app.MapPreferences();
app.MapDeliveries();
app.MapPush();
app.MapTwilio();
app.MapStorage();
app.Run();
