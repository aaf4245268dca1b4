using Platform.Contracts.Notifications;
using Platform.Messaging;
using Platform.Notifications.Mail;
using Platform.Notifications.Webhooks;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.AddMailOptions();
builder.AddDatabase("notifications-db");
builder.AddBus("notifications", typeof(MailRequested).Assembly, bus =>
{
    bus.AddConsumer<MailRequestedConsumer>();
    bus.AddConsumer<WebhookConsumer>();
});
builder.Services.AddMail();
builder.AddWebhooks();

var app = builder.Build();
app.UseServiceDefaults();
app.MapWebhooks();
app.MapStorage();
app.Run();
