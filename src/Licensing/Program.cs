using Platform.Contracts.Licensing;
using Platform.DeviceDirectory;
using Platform.Licensing.Figures;
using Platform.Licensing.Leases;
using Platform.Licensing.Licenses;
using Platform.Licensing.Tenants;
using Platform.Licensing.Violations;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("licensing");
builder.Services.AddOptions<LeaseOptions>().BindConfiguration(LeaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.AddDatabase("licensing-db");
builder.AddBus("licensing", typeof(LicenseFacts).Assembly, bus =>
{
    bus.AddConsumer<DeviceRegisteredConsumer>();
    bus.AddConsumer<DeviceChangedConsumer>();
    bus.AddConsumer<CommandSentConsumer>();
    bus.AddConsumer<LicensesAppliedConsumer>();
    bus.AddConsumer<CommandFinishedConsumer>();
    bus.AddConsumer<TenantConsumer>();
    bus.AddConsumer<LicenseViolationConsumer>();
    bus.AddDirectoryEvents("licensing");
});

builder.AddDeviceDirectory(ownsLicenses: true);
builder.AddDeviceAuthentication();
builder.Services.AddSingleton<LeaseKeys>().AddSingleton<LeaseSigner>().AddHostedService<LeaseKeyAtStart>();
builder.Services.AddSingleton<LicenseStore>().AddSingleton<LicenseMoves>().AddSingleton<LicenseQueries>().AddSingleton<ViolationStore>().AddSingleton<FigureStore>();
builder.Services.AddSingleton<LiveSwitches>().AddHostedService(p => p.GetRequiredService<LiveSwitches>());
builder.Services.AddSingleton<TenantStore>().AddSingleton<TenantLicenses>().AddHostedService<Rounds<TenantLicenses>>();
builder.Services.AddSingleton<LeaseRenewal>().AddHostedService<Rounds<LeaseRenewal>>();
builder.Services.AddSingleton<LicenseExpiry>().AddHostedService<Rounds<LicenseExpiry>>();
builder.Services.AddSingleton<ViolationHousekeeping>().AddHostedService<Rounds<ViolationHousekeeping>>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapSwitches();
app.MapLicenses();
app.MapDeviceQuestion();
app.MapViolations();
app.MapFigures();
app.MapLeaseKeys();
app.MapStorage();
app.Run();
