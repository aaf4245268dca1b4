using Platform.Access;
using Platform.Contracts.Telemetry;
using Platform.DeviceDirectory;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;
using Platform.Telemetry;
using Platform.Telemetry.Figures;
using Platform.Telemetry.Ingest;
using Platform.Telemetry.Queues;
using Platform.Telemetry.Readings;
using Platform.Telemetry.Rejected;
using Platform.Telemetry.Retention;
using Platform.Telemetry.Rules;

var builder = WebApplication.CreateBuilder(args);
if (RestoreCommand.IsAskedFor(args)) return await RestoreCommand.RunAsync(args, builder.Configuration);

builder.AddServiceDefaults("telemetry");
builder.Services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<ArchiveOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<QueueWatchOptions>().BindConfiguration("QueueWatch").ValidateDataAnnotations().ValidateOnStart();
builder.AddDatabase("telemetry-db");
builder.AddDeviceDirectory();
builder.AddPitAccess();
builder.AddBus("telemetry", typeof(DevicesSeen).Assembly, bus =>
{
    bus.AddDirectoryEvents("telemetry");
    bus.AddPitAccessEvents("telemetry");
    bus.AddConsumer<SilenceConsumer>();
});
builder.AddTelemetry();

var app = builder.Build();
app.UseServiceDefaults();
app.MapReadings();
app.MapLatest();
app.MapPitHistory();
app.MapRejected();
app.MapAlertRules();
app.MapFigures();
app.MapIngestFigures();
app.MapStorage();
await app.RunAsync();
return 0;
