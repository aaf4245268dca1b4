using Platform.Contracts.Identity;
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
using Platform.ServiceDefaults.Http;

namespace Platform.Jobs;

/// <summary>Registers what the routes need.</summary>
internal static class JobServices
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddServiceClient<SnapshotClient<TenantFacts>>(builder.Configuration, "identity");
        services.AddServiceClient<CustomerAccounts>(builder.Configuration, "identity");
        services.AddServiceClient<People>(builder.Configuration, "identity");
        services.AddServiceClient<PitAir>(builder.Configuration, "telemetry");
        services.AddSingleton<TenantStore>().AddHostedService<TenantFill>();
        services.AddSingleton<TemplateStore>().AddSingleton<CustomerStore>();
        services.AddSingleton<JobQueries>().AddSingleton<JobStore>();
        services.AddSingleton<StatusStore>().AddSingleton<TimeStore>().AddSingleton<StageStore>().AddSingleton<MaterialStore>().AddSingleton<StaffStore>();
        services.AddSingleton<RatingStore>().AddSingleton<WatchingStore>().AddSingleton<AnalyticsQueries>();
        services.AddSingleton<ActivityQueries>().AddSingleton<PeopleNames>();
        services.AddSingleton<MessageOutbox>();
        services.AddSingleton<LiveJobs>().AddHostedService(p => p.GetRequiredService<LiveJobs>());
        services.AddSingleton<EndingSoon>().AddHostedService<Rounds<EndingSoon>>();
    }
}
