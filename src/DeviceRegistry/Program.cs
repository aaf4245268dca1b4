using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Connections;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Licenses;
using Platform.DeviceRegistry.Pits;
using Platform.DeviceRegistry.Presence;
using Platform.DeviceRegistry.Sharing;
using Platform.DeviceRegistry.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("registry");
builder.AddDatabase("registry-db");
builder.AddBus("registry", typeof(DeviceFacts).Assembly, bus =>
{
    bus.AddConsumer<TenantProvisionedConsumer>();
    bus.AddConsumer<LicenseConsumer>();
    bus.AddConsumer<LicenseViolationConsumer>();
    bus.AddConsumer<DeviceDisobeyedConsumer>();
    bus.AddConsumer<CommandSentConsumer>();
    bus.AddConsumer<StatusReportedConsumer>();
    bus.AddConsumer<DevicesSeenConsumer>();
    bus.AddConsumer<DevicesConnectedConsumer>();
    bus.AddConsumer<DeviceConnectionsRefusedConsumer>();
    bus.AddPitAccessEvents("registry");
});

builder.AddPitAccess();
builder.Services.AddServiceClient<SnapshotClient<TenantFacts>>(builder.Configuration, "identity");
builder.Services.AddSingleton<TenantStore>().AddHostedService<TenantFill>();
builder.Services.AddSingleton<PitEventStore>().AddSingleton<PresenceQueries>().AddSingleton<ConnectionStore>();
builder.Services.AddSingleton<DeviceGrants>();
builder.Services.AddSingleton<PitStore>().AddSingleton<DeviceStore>().AddSingleton<DeviceQueries>().AddSingleton<CommandQueries>().AddSingleton<LiveStatus>();
builder.Services.AddSingleton<PresenceSweep>().AddHostedService<Rounds<PresenceSweep>>();
builder.Services.AddSingleton<CommandExpiry>().AddHostedService<Rounds<CommandExpiry>>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapPits();
app.MapRegistration();
app.MapDevices();
app.MapPresence();
app.MapConnections();
app.MapCommands();
app.MapPresenceFigures();
app.MapStorage();
app.Run();
