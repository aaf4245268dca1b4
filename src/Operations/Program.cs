using Platform.Messaging;
using Platform.Operations;
using Platform.Operations.DeadLetters;
using Platform.Operations.Health;
using Platform.Operations.Ingest;
using Platform.Operations.Queues;
using Platform.Operations.Storage;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("operations");
builder.Services.AddOptions<StorageOptions>().BindConfiguration("Operations");
builder.AddBroker("operations");
builder.AddBrokerManagement();
builder.AddPeers();
builder.Services.AddSingleton<HealthLook>().AddSingleton<StorageLook>().AddSingleton<QueueLook>().AddSingleton<DeadLetterQueues>();
builder.Services.AddSingleton<QueueRound>().AddHostedService<Rounds<QueueRound>>();
builder.Services.AddSingleton<IngestHistory>().AddSingleton<IngestWatch>().AddHostedService<Rounds<IngestWatch>>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapServiceHealth();
app.MapQueues();
app.MapIngest();
app.MapStorageLook();
app.MapDeadLetters();
app.Run();
