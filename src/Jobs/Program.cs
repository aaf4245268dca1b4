using Platform.Access;
using Platform.Contracts.Jobs;
using Platform.Jobs;
using Platform.Jobs.Activity;
using Platform.Jobs.Analytics;
using Platform.Jobs.Customers;
using Platform.Jobs.Jobs;
using Platform.Jobs.Messages;
using Platform.Jobs.Progress;
using Platform.Jobs.Ratings;
using Platform.Jobs.Reports;
using Platform.Jobs.Templates;
using Platform.Jobs.Tenants;
using Platform.Jobs.Watching;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("jobs");
builder.Services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.AddDatabase("jobs-db");
builder.AddBus("jobs", typeof(JobFacts).Assembly, bus =>
{
    bus.AddConsumer<TenantProvisionedConsumer>();
    bus.AddConsumer<CustomerContactConsumer>();
    bus.AddPitAccessEvents("jobs");
    bus.AddPitEvents("jobs");
});

builder.AddPitAccess();
builder.AddPits();
builder.AddJobs();

var app = builder.Build();
app.UseServiceDefaults();
app.MapJobs();
app.MapStatus();
app.MapTime();
app.MapStages();
app.MapRatings();
app.MapActivity();
app.MapReports();
app.MapWatching();
app.MapAnalytics();
app.MapTemplates();
app.MapSettings();
app.MapStorage();
app.Run();
