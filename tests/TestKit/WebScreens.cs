namespace Platform.TestKit;

/// <summary>One screen of the web app.</summary>
/// <param name="Role">Who looks at it; empty for somebody who is not signed in.</param>
/// <param name="Name">Its name in the names of pictures.</param>
/// <param name="Path">Its address; <c>{pit}</c>, <c>{device}</c>, <c>{license}</c>, <c>{workshop}</c>, <c>{staff}</c>, <c>{job}</c> and <c>{controller}</c> stand for the demo's.</param>
public sealed record WebScreen(string Role, string Name, string Path);

/// <summary>What the addresses of one suite's screens are made of.</summary>
public sealed record WebScreenIds(int Pit, string Device, string License, int Workshop, long Staff, long Job, string Controller);

/// <summary>Every screen of the web app, by role: what is tested for accessibility and small screens, and what pictures are made of.</summary>
public static class WebScreens
{
    /// <summary>All that somebody who is not signed in has.</summary>
    public static IReadOnlyList<WebScreen> Open { get; } =
    [
        new("", "sign-in", "/sign-in"), new("", "sign-up", "/sign-up"), new("", "verify", "/verify?token=t"), new("", "password-reset", "/password-reset"),
        new("", "password-new", "/password-reset?token=t"), new("", "setup-open", "/setup"),
    ];

    /// <summary>All that is behind the sign-in.</summary>
    public static IReadOnlyList<WebScreen> All { get; } =
    [
        new("owner", "pits", "/pits"), new("owner", "pit", "/pits/{pit}"), new("owner", "pit-90d", "/pits/{pit}?range=90d"),
        new("owner", "jobs", "/jobs"), new("owner", "job", "/jobs/{job}"), new("owner", "job-history", "/jobs/history"), new("owner", "job-analytics", "/jobs/analytics"),
        new("owner", "job-templates", "/jobs/templates"), new("owner", "job-activity", "/jobs/activity"),
        new("owner", "devices", "/devices"), new("owner", "device", "/devices/{device}"),
        new("owner", "device-new", "/devices/new"), new("owner", "device-setup", "/devices/{device}/setup"),
        new("owner", "people", "/people"), new("owner", "person", "/people/{staff}"), new("owner", "workshop", "/workshop"),
        new("owner", "api-keys", "/api-keys"), new("owner", "account", "/account"), new("owner", "not-found", "/nowhere"),
        new("owner", "setup", "/setup"), new("owner", "webhooks", "/webhooks"),
        new("owner", "alerts", "/alerts"), new("owner", "alert-history", "/alerts?view=history"), new("owner", "alert-rules", "/alerts/rules"), new("owner", "escalation", "/alerts/escalation"),
        new("owner", "alert-noise", "/alerts/noise"), new("owner", "deliveries", "/alerts/deliveries"), new("owner", "message-texts", "/alerts/texts"),
        new("owner", "messages", "/messages"), new("owner", "message-preferences", "/account/messages"),
        new("household", "home", "/home"), new("household", "controller", "/home/{controller}"), new("household", "controller-history", "/home/{controller}?tab=history"),
        new("household", "controller-schedule", "/home/{controller}?tab=schedules"), new("household", "controller-settings", "/home/{controller}?tab=settings"),
        new("household", "controller-sharing", "/home/{controller}?tab=sharing"), new("household", "groups", "/groups"), new("household", "tickets", "/tickets"),
        new("household", "setup", "/setup"), new("household", "account", "/account"),
        new("household", "messages", "/messages"), new("household", "message-preferences", "/account/messages"),
        new("staff", "pits", "/pits"), new("staff", "home", "/home"), new("staff", "jobs", "/jobs"), new("staff", "job-history", "/jobs/history"), new("staff", "alerts", "/alerts"),
        new("customer", "my-car", "/jobs"), new("customer", "my-job", "/jobs/{job}"), new("customer", "pits", "/pits"), new("customer", "home", "/home"),
        new("customer", "message-preferences", "/account/messages"),
        new("admin", "health", "/admin/health"), new("admin", "workshops", "/admin/workshops"), new("admin", "workshop", "/admin/workshops/{workshop}"),
        new("admin", "devices", "/admin/devices"), new("admin", "licenses", "/admin/licenses"), new("admin", "license", "/admin/licenses/{license}"),
        new("admin", "violations", "/admin/violations"), new("admin", "unit", "/devices/{controller}"), new("admin", "batches", "/admin/batches"), new("admin", "activations", "/admin/activations"),
        new("admin", "tickets", "/admin/tickets"), new("admin", "alerts", "/alerts"), new("admin", "alert-noise", "/alerts/noise"), new("admin", "deliveries", "/alerts/deliveries"),
        new("admin", "message-texts", "/alerts/texts"),
    ];

    /// <summary>The address of a screen in a suite.</summary>
    public static string AddressOf(WebScreen screen, WebScreenIds ids) => screen.Path
        .Replace("{pit}", $"{ids.Pit}", StringComparison.Ordinal).Replace("{device}", ids.Device, StringComparison.Ordinal)
        .Replace("{license}", ids.License, StringComparison.Ordinal).Replace("{workshop}", $"{ids.Workshop}", StringComparison.Ordinal)
        .Replace("{staff}", $"{ids.Staff}", StringComparison.Ordinal).Replace("{job}", $"{ids.Job}", StringComparison.Ordinal).Replace("{controller}", ids.Controller, StringComparison.Ordinal);
}
