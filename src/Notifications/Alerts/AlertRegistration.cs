using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Alerts;

internal static class AlertRegistration
{
    public static void AddAlerts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ServerOptions>().BindConfiguration("Server").Validate(ServerOptions.IsValid, ServerOptions.Message).ValidateOnStart();
        services.AddSingleton<AlertStore>().AddSingleton<LiveAlerts>().AddSingleton<NoiseStore>().AddSingleton<EscalationStore>().AddSingleton<Readers>();
        services.AddSingleton<NoticeRound>().AddHostedService<Rounds<NoticeRound>>();
        services.AddSingleton<ServerWatch>().AddHostedService<Rounds<ServerWatch>>();
    }
}
