using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Connections;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Factory;
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
    bus.AddConsumer<DevicesHeartbeatConsumer>();
    bus.AddConsumer<DevicesConnectedConsumer>();
    bus.AddConsumer<DeviceConnectionsRefusedConsumer>();
    bus.AddPitAccessEvents("registry");
});

builder.AddPitAccess();
builder.AddFactory();
builder.Services.AddServiceClient<SnapshotClient<TenantFacts>>(builder.Configuration, "identity");
builder.Services.AddSingleton<TenantStore>().AddHostedService<TenantFill>();
builder.Services.AddSingleton<PitEventStore>().AddSingleton<PresenceQueries>().AddSingleton<ConnectionStore>();
builder.Services.AddSingleton<PitStore>().AddSingleton<DeviceStore>().AddSingleton<DeviceQueries>().AddSingleton<LiveStatus>();
builder.AddControl();
builder.AddSharing();
builder.Services.AddSingleton<PresenceSweep>().AddHostedService<Rounds<PresenceSweep>>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapPits();
app.MapPitCopies();
app.MapRegistration();
app.MapFactory();
app.MapDevices();
app.MapPresence();
app.MapConnections();
app.MapControlRoutes();
app.MapSharing();
app.MapPresenceFigures();
app.MapStorage();
app.Run();
