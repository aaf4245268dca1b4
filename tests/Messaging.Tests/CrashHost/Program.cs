using MassTransit;
using Platform.CrashHost;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("crash-host");
builder.Services.AddSingleton(new CrashPlan(builder.Configuration.GetValue("Crash:At", CrashPoint.None), builder.Configuration.GetValue("Crash:Pass", 1)));
builder.AddDatabase("crash-host-db");
builder.AddBus("crash-host", typeof(ChangeMade).Assembly, bus =>
{
    bus.AddConsumer<EffectConsumer>();
    bus.AddPublishObserver<CrashAroundPublish>();
});

var app = builder.Build();
app.UseServiceDefaults();
app.MapChanges();
app.Run();
