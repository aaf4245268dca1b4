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

    private static async Task<List<JsonElement>> ListAsync(HttpClient client, string device) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/violations?device_id={device}")).GetProperty("items").EnumerateArray()];
}
