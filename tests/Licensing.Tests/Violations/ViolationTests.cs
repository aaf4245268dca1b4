using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Telemetry;
using Platform.Licensing.Violations;
using Platform.TestKit;

namespace Platform.Licensing.Tests.Violations;

public sealed class ViolationTests(LicensingFixture licensing)
{
    [Fact]
    public async Task One_row_per_device_reason_and_minute_with_counts_added()
    {
        var device = $"V-{Guid.NewGuid():N}"[..20];
        var minute = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        foreach (var (reason, second, count) in new[] { ("payment_overdue", 1, 3), ("payment_overdue", 59, 4), ("payment_overdue", 60, 5), ("wrong_topic", 2, 1) })
            await licensing.Bus.PublishAsync(new LicenseViolationSeen(device, 1, reason, count, minute.AddSeconds(second)));
        var rows = await Eventually.BecomesAsync(() => ListAsync(licensing.Owner, device), r => r.Sum(v => v.GetProperty("count").GetInt32()) == 13, "all are counted");
        rows.Select(v => (v.GetProperty("reason").GetString(), v.GetProperty("minute").GetDateTimeOffset(), v.GetProperty("count").GetInt32()))
            .ShouldBe([("payment_overdue", minute, 7), ("payment_overdue", minute.AddMinutes(1), 5), ("wrong_topic", minute, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_message_twice_counts_once()
    {
        var device = $"V-{Guid.NewGuid():N}"[..20];
        var (message, id) = (new LicenseViolationSeen(device, 1, "payment_overdue", 3, licensing.Time.GetUtcNow()), Guid.NewGuid());
        await licensing.Bus.PublishAsync(message, id);
        await Eventually.BecomesAsync(() => ListAsync(licensing.Owner, device), r => r.Count == 1, "it is noted");
        await licensing.Bus.PublishAsync(message, id);
        await licensing.Bus.PublishAsync(message with { Count = 1 });
        var rows = await Eventually.BecomesAsync(() => ListAsync(licensing.Owner, device), r => r.Sum(v => v.GetProperty("count").GetInt32()) == 4, "the other one is counted");
        rows.Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Owners_see_their_own_and_admins_all()
    {
        var device = $"V-{Guid.NewGuid():N}"[..20];
        await licensing.Bus.PublishAsync(new LicenseViolationSeen(device, LicensingFixture.OtherWorkshop, "wrong_device", 1, licensing.Time.GetUtcNow()));
        await Eventually.BecomesAsync(() => ListAsync(licensing.Admin, device), r => r.Count == 1, "the admin sees it");
        (await ListAsync(licensing.Owner, device)).ShouldBeEmpty();
        (await ListAsync(licensing.OtherOwner, device)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Old_violations_are_forgotten()
    {
        var device = $"V-{Guid.NewGuid():N}"[..20];
        var now = licensing.Time.GetUtcNow();
        await licensing.Bus.PublishAsync(new LicenseViolationSeen(device, 1, "payment_overdue", 1, now.AddDays(-31)));
        await licensing.Bus.PublishAsync(new LicenseViolationSeen(device, 1, "payment_overdue", 1, now.AddDays(-29)));
        await Eventually.BecomesAsync(() => ListAsync(licensing.Owner, device), r => r.Count == 2, "both are noted");
        await licensing.Services.GetRequiredService<ViolationHousekeeping>().RunOnceAsync(now, CancellationToken.None);
        (await ListAsync(licensing.Owner, device)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task List_is_filtered_and_paged_by_time()
    {
        var (tenant, device, other) = (9001, $"V-{Guid.NewGuid():N}"[..20], $"W-{Guid.NewGuid():N}"[..20]);
        var minute = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        // In another order than that of their time, as after an outage.
        foreach (var (id, reason, at) in new[] { (device, "payment_overdue", 3), (other, "payment_overdue", 1), (device, "wrong_topic", 2), (device, "payment_overdue", 0), (other, "wrong_topic", 2) })
            await licensing.Bus.PublishAsync(new LicenseViolationSeen(id, tenant, reason, 1, minute.AddMinutes(at)));
        var path = $"/api/violations?workshop_id={tenant}";
        await Eventually.BecomesAsync(() => licensing.Admin.GetFromJsonAsync<JsonElement>(path), p => p.GetProperty("items").GetArrayLength() == 5, "all are listed");

        var (seen, cursor) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = await licensing.Admin.GetFromJsonAsync<JsonElement>($"{path}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        seen.Select(v => (v.GetProperty("minute").GetDateTimeOffset() - minute).TotalMinutes).ShouldBe([3, 2, 2, 1, 0]);
        seen.Select(v => v.GetProperty("violation_id").GetInt64()).ShouldBeUnique();

        (await CountAsync($"{path}&reason=wrong_topic")).ShouldBe(2);
        (await CountAsync($"{path}&device_id={device}&reason=payment_overdue")).ShouldBe(2);
        (await CountAsync($"{path}&from=2026-11-20T10:01:00Z&to=2026-11-20T12:03:00%2B02:00")).ShouldBe(3);
        foreach (var bad in new[] { "cursor=1", "cursor=x-1", "cursor=99999999999999-1", "from=2026-11-20T10:00:00Z&to=2026-11-20T10:00:00Z" })
            (await licensing.Admin.GetAsync($"{path}&{bad}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest, bad);

        async Task<int> CountAsync(string url) => (await licensing.Admin.GetFromJsonAsync<JsonElement>(url)).GetProperty("items").GetArrayLength();
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient client, string device) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/violations?device_id={device}")).GetProperty("items").EnumerateArray()];
}
