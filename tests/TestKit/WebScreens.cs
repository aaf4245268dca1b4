using System.Text.Json;

namespace Platform.TestKit;

/// <summary>One screen of the web app.</summary>
/// <param name="Role">Who looks at it; empty for somebody who is not signed in.</param>
/// <param name="Name">Its name in the names of pictures.</param>
/// <param name="Path">Its address; <c>{pit}</c> and others stand for what is in <see cref="WebScreenIds"/>.</param>
/// <param name="Press">Part of the name of the button that is pressed there, for what it opens; null for the page itself.</param>
public sealed record WebScreen(string Role, string Name, string Path, string? Press = null);

/// <summary>Every screen of the web app, by role: what is tested for accessibility and small screens, and what pictures are made of. A test of the web app finds routes that are missing here.</summary>
public static class WebScreens
{
    /// <summary>All that somebody who is not signed in has.</summary>
    public static IReadOnlyList<WebScreen> Open { get; } =
    [
        new("", "sign-in", "/sign-in"), new("", "sign-up", "/sign-up"), new("", "verify", "/verify?token=t"), new("", "password-reset", "/password-reset"),
        new("", "password-new", "/password-reset?token=t"), new("", "confirm-email", "/confirm-email?token=t"), new("", "setup-open", "/setup"),
    ];

    /// <summary>All that is behind the sign-in.</summary>
    public static IReadOnlyList<WebScreen> All { get; } =
    [
        new("owner", "pits", "/pits"), new("owner", "pit", "/pits/{pit}"), new("owner", "pit-90d", "/pits/{pit}?range=90d"),
        new("owner", "jobs", "/jobs"), new("owner", "job-new", "/jobs", "New job in"), new("owner", "job", "/jobs/{job}"), new("owner", "job-done", "/jobs/{done}"),
        new("owner", "job-history", "/jobs/history"), new("owner", "job-analytics", "/jobs/analytics"),
        new("owner", "job-templates", "/jobs/templates"), new("owner", "job-template-new", "/jobs/templates", "Add a template"), new("owner", "job-activity", "/jobs/activity"),
        new("owner", "devices", "/devices"), new("owner", "device", "/devices/{device}"), new("owner", "device-presence", "/devices/{device}?tab=presence"),
        new("owner", "device-messages", "/devices/{device}?tab=messages"), new("owner", "device-commands", "/devices/{device}?tab=commands"),
        new("owner", "device-new", "/devices/new"), new("owner", "device-setup", "/devices/{device}/setup"),
        new("owner", "people", "/people"), new("owner", "person-add", "/people", "Add person"), new("owner", "person", "/people/{staff}"), new("owner", "workshop", "/workshop"),
        new("owner", "api-keys", "/api-keys"), new("owner", "api-key-add", "/api-keys", "New API key"), new("owner", "account", "/account"), new("owner", "not-found", "/nowhere"),
        new("owner", "setup", "/setup"), new("owner", "webhooks", "/webhooks"), new("owner", "webhook-add", "/webhooks", "New endpoint"),
        new("owner", "alerts", "/alerts"), new("owner", "alert", "/alerts/{alert}"), new("owner", "alert-history", "/alerts?view=history"),
        new("owner", "alert-rules", "/alerts/rules"), new("owner", "alert-rule-new", "/alerts/rules", "New limit"), new("owner", "escalation", "/alerts/escalation"),
        new("owner", "alert-noise", "/alerts/noise"), new("owner", "deliveries", "/alerts/deliveries"), new("owner", "message-texts", "/alerts/texts"),
        new("owner", "messages", "/messages"), new("owner", "message-preferences", "/account/messages"), new("owner", "invitation", "/invitations/{invitation}"),
        new("household", "home", "/home"), new("household", "controller", "/home/{controller}"), new("household", "controller-history", "/home/{controller}?tab=history"),
        new("household", "controller-schedule", "/home/{controller}?tab=schedules"), new("household", "controller-settings", "/home/{controller}?tab=settings"),
        new("household", "controller-sharing", "/home/{controller}?tab=sharing"), new("household", "groups", "/groups"), new("household", "scene-new", "/groups", "New scene"),
        new("household", "tickets", "/tickets"), new("household", "ticket-new", "/tickets", "Ask for help"), new("household", "ticket", "/tickets/{ticket}"),
        new("household", "setup", "/setup"), new("household", "setup-wifi", "/setup?sn={unit}"), new("household", "setup-proof", "/setup?sn={unit}", "Do this later"), new("household", "account", "/account"),
        new("household", "messages", "/messages"), new("household", "message-preferences", "/account/messages"),
        new("staff", "pits", "/pits"), new("staff", "home", "/home"), new("staff", "jobs", "/jobs"), new("staff", "job", "/jobs/{job}"), new("staff", "job-history", "/jobs/history"), new("staff", "alerts", "/alerts"),
        new("customer", "my-car", "/jobs"), new("customer", "my-job", "/jobs/{job}"), new("customer", "pits", "/pits"), new("customer", "home", "/home"),
        new("customer", "message-preferences", "/account/messages"),
        new("admin", "health", "/admin/health"), new("admin", "workshops", "/admin/workshops"), new("admin", "workshop-add", "/admin/workshops", "New workshop"),
        new("admin", "workshop", "/admin/workshops/{workshop}"),
        new("admin", "devices", "/admin/devices"), new("admin", "licenses", "/admin/licenses"), new("admin", "license", "/admin/licenses/{license}"),
        new("admin", "license-switch", "/admin/licenses/{license}", "Switch off"),
        new("admin", "violations", "/admin/violations"), new("admin", "unit", "/devices/{controller}"),
        new("admin", "batches", "/admin/batches"), new("admin", "batch-new", "/admin/batches", "New batch"), new("admin", "batch", "/admin/batches/{batch}"), new("admin", "activations", "/admin/activations"),
        new("admin", "tickets", "/admin/tickets"), new("admin", "ticket", "/tickets/{ticket}"), new("admin", "alerts", "/alerts"), new("admin", "alert-noise", "/alerts/noise"),
        new("admin", "deliveries", "/alerts/deliveries"), new("admin", "message-texts", "/alerts/texts"),
    ];

    /// <summary>The pages, without what is opened on them.</summary>
    public static IEnumerable<WebScreen> PagesOf(string role) => All.Where(s => s.Role == role && s.Press is null);

    /// <summary>The address of a screen in a suite.</summary>
    public static string AddressOf(WebScreen screen, WebScreenIds ids) =>
        ids.All.Aggregate(screen.Path, (path, id) => path.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
}

/// <summary>What the addresses of one suite's screens are made of: the demo's own.</summary>
public sealed record WebScreenIds(IReadOnlyDictionary<string, string> All)
{
    /// <summary>The id of that name.</summary>
    public string this[string name] => All[name];

    /// <summary>Asks the platform for them.</summary>
    /// <param name="get">Answers what somebody of a role reads at a path; nobody for an empty role.</param>
    /// <param name="device">A device of the demo's workshop.</param>
    /// <param name="pit">The code of its pit.</param>
    /// <param name="license">Its license.</param>
    /// <param name="controller">A controller of the demo's household.</param>
    public static async Task<WebScreenIds> FindAsync(Func<string, string, Task<JsonElement>> get, string device, string pit, string license, string controller)
    {
        async Task<IEnumerable<JsonElement>> ItemsAsync(string role, string path)
        {
            var answer = await get(role, path);
            return (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items")).EnumerateArray();
        }

        static string Text(JsonElement element, string member) => element.GetProperty(member) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : element.GetProperty(member).GetRawText();

        var pitId = Text((await ItemsAsync("owner", "/api/pits")).First(p => Text(p, "code") == pit), "pit_id");
        // The newest order is the one whose units are still in stock.
        var batch = Text((await ItemsAsync("admin", "/api/batches")).First(b => Text(b, "note") == "demo stock"), "batch_id");
        var invitation = (await ItemsAsync("", "/dev/messages?to=asha@example.com")).SelectMany(m => m.GetProperty("links").EnumerateArray())
            .Select(l => l.GetString()!).First(l => l.Contains("/invitations/", StringComparison.Ordinal));
        return new(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pit"] = pitId,
            ["device"] = device,
            ["license"] = license,
            ["controller"] = controller,
            ["staff"] = Text((await ItemsAsync("owner", "/api/users?role=staff&search=staff.")).First(), "user_id"),
            ["workshop"] = Text(await get("owner", "/api/auth/me"), "workshop_id"),
            // The demo's job that is worked on in its first pit has the demo's customer.
            ["job"] = Text((await ItemsAsync("owner", $"/api/jobs?status=in_progress&pit_id={pitId}")).First(), "job_id"),
            ["done"] = Text((await ItemsAsync("owner", "/api/jobs?status=completed&limit=200")).First(j => j.GetProperty("rating").ValueKind == JsonValueKind.Number), "job_id"),
            ["alert"] = Text((await ItemsAsync("owner", "/api/alerts?status=cleared")).First(a => a.GetProperty("acknowledged_by").ValueKind == JsonValueKind.Number), "alert_id"),
            ["ticket"] = Text((await ItemsAsync("household", "/api/tickets")).First(), "ticket_id"),
            ["batch"] = batch,
            ["unit"] = Text((await ItemsAsync("admin", $"/api/batches/{batch}/devices")).First(), "serial_number"),
            ["invitation"] = invitation.Split('/')[^1],
        });
    }
}
