using Platform.Contracts.Notifications;
using Platform.Messaging;
using Platform.Notifications.Mail;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.AddMailOptions();
builder.AddDatabase("notifications-db");
builder.AddBus("notifications", typeof(MailRequested).Assembly, bus => bus.AddConsumer<MailRequestedConsumer>());
builder.Services.AddMail();

var app = builder.Build();
app.UseServiceDefaults();
app.MapStorage();
app.Run();
