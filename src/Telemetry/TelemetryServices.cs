using Platform.ServiceDefaults.Hosting;
using Platform.Telemetry.Figures;
using Platform.Telemetry.Ingest;
using Platform.Telemetry.Licenses;
using Platform.Telemetry.Presence;
using Platform.Telemetry.Queues;
using Platform.Telemetry.Readings;
using Platform.Telemetry.Rejected;
using Platform.Telemetry.Retention;
using Platform.Telemetry.Rules;

namespace Platform.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Adds what Telemetry is made of: stores, the hot path with a consumer per shard, presence, retention.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ReadingStore>().AddSingleton<LatestStore>().AddSingleton<RejectedStore>().AddSingleton<FigureStore>().AddSingleton<RuleStore>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<RuleBook>().AddHostedService(p => p.GetRequiredService<RuleBook>());
        services.AddSingleton<SilenceWatch>().AddHostedService<Rounds<SilenceWatch>>();
        services.AddHostedService<AppliedLicenses>();
        services.AddSingleton<SeenDevices>().AddHostedService(p => p.GetRequiredService<SeenDevices>());
        services.AddSingleton<Partitions>().AddSingleton<DayArchive>().AddHostedService<RetentionJob>();
        services.AddSingleton<QueueWatch>().AddHostedService(p => p.GetRequiredService<QueueWatch>());

        // Read here because each shard is a hosted service of its own; the same value is validated with the options.
        var shards = builder.Configuration.GetValue("Ingest:Shards", 1);
        for (var shard = 0; shard < shards; shard++) services.AddShard(shard);
    }

    private static void AddShard(this IServiceCollection services, int shard) => services.AddSingleton<IHostedService>(p =>
        ActivatorUtilities.CreateInstance<ReadingConsumer>(p, shard,
            ActivatorUtilities.CreateInstance<BatchStore>(p, new ViolationThrottle(), ActivatorUtilities.CreateInstance<RuleWatch>(p)),
            ActivatorUtilities.CreateInstance<LiveReadings>(p)));
}
