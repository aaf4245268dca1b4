namespace Platform.Notifications.Alerts;

internal static class AlertRegistration
{
    public static void AddAlerts(this IServiceCollection services) =>
        services.AddSingleton<AlertStore>().AddSingleton<LiveAlerts>().AddSingleton<NoiseStore>().AddSingleton<EscalationStore>();
}
