namespace Platform.Notifications.Messages;

/// <summary>How somebody is told something.</summary>
internal static class Channels
{
    public const string Sms = "sms", WhatsApp = "whatsapp", Email = "email", Push = "push", InApp = "in_app";

    public static IReadOnlyList<string> All { get; } = [Sms, WhatsApp, Email, Push, InApp];

    /// <summary>Those that cost per message and count into the tenant's budget.</summary>
    public static bool IsPaid(string channel) => channel is Sms or WhatsApp;
}

/// <summary>What a person chooses channels for.</summary>
/// <param name="Name">Such as <c>critical_alerts</c>.</param>
/// <param name="Defaults">Channels unless the person chose otherwise.</param>
/// <param name="IsFixed">True when there is no choice: without these messages nobody could sign in.</param>
internal sealed record Topic(string Name, IReadOnlyList<string> Defaults, bool IsFixed = false);

/// <summary>Kinds of messages and the topics that they belong to. Pure.</summary>
internal static class MessageKinds
{
    public const string AlertRaised = "alert_raised", AlertRepeated = "alert_repeated", AlertEscalated = "alert_escalated", AlertCleared = "alert_cleared", AlertSummary = "alert_summary",
        BudgetExhausted = "budget_exhausted", JobCredentials = "job_credentials";

    public const string CriticalAlerts = "critical_alerts", OtherAlerts = "other_alerts";

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("job_started", [Channels.Sms, Channels.InApp]),
        new("job_ending_soon", [Channels.Sms, Channels.InApp]),
        new("job_completed", [Channels.Sms, Channels.InApp]),
        new(JobCredentials, [Channels.Sms, Channels.WhatsApp, Channels.Email], IsFixed: true),
        new(CriticalAlerts, [Channels.Sms, Channels.Push, Channels.InApp]),
        new("high_aqi", [Channels.Sms, Channels.InApp]),
        new("camera_offline", [Channels.Sms, Channels.InApp]),
        new("temp_out_of_range", [Channels.InApp]),
        new("humidity_high", [Channels.InApp]),
        new("device_offline", [Channels.InApp]),
        new("server_cpu", [Channels.Email, Channels.InApp]),
        new("disk_space", [Channels.Email, Channels.InApp]),
        new(OtherAlerts, [Channels.InApp]),
        new(AlertEscalated, [Channels.Sms, Channels.Push, Channels.InApp]),
        new(AlertCleared, [Channels.InApp]),
        new(AlertSummary, [Channels.Sms, Channels.InApp]),
        new(BudgetExhausted, [Channels.Email, Channels.InApp]),
    ];

    /// <summary>The topic of a message: its kind, or for an alert what the alert is.</summary>
    /// <param name="kind">Of the message.</param>
    /// <param name="alertType">Of the alert, if it is about one.</param>
    /// <param name="severity">Of the alert.</param>
    public static Topic TopicOf(string kind, string? alertType, string? severity) => Find(kind switch
    {
        AlertRaised or AlertRepeated => severity == "critical" ? CriticalAlerts : alertType is not null && Topics.Any(t => t.Name == alertType) ? alertType : OtherAlerts,
        _ => kind,
    });

    public static Topic Find(string topic) => Topics.First(t => t.Name == topic);

    /// <summary>Messages that hold passwords are not kept to be read in the app.</summary>
    public static bool MayBeKept(string kind) => kind != JobCredentials;
}
