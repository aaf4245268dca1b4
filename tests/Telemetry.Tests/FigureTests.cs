using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.Telemetry.Tests;

public sealed class FigureTests(IsolatedTelemetry fixture) : IClassFixture<IsolatedTelemetry>
{
    [Fact]
    public async Task Readings_are_counted_to_the_minute_per_workshop()
    {
        // A quarter past, so that neither span begins with a whole hour.
        var now = fixture.Time.GetUtcNow();
        fixture.Time.Advance(TimeSpan.FromMinutes(75 - now.Minute));
        now = fixture.Time.GetUtcNow();
        var (first, second, foreign) = (await fixture.AddDeviceAsync(1), await fixture.AddDeviceAsync(1), await fixture.AddDeviceAsync(2));
        var seq = 0;
        foreach (var minutes in new[] { 1, 58, 62, (23 * 60) + 30, (23 * 60) + 58, (24 * 60) + 2, 48 * 60 }) await fixture.PublishAsync(first, first.Reading(now.AddMinutes(-minutes), ++seq));
        await fixture.PublishAsync(second, second.Reading(now.AddMinutes(-2), ++seq));
        await fixture.PublishAsync(foreign, foreign.Reading(now.AddMinutes(-90), ++seq));
        await fixture.BecomesStoredAsync(first, 7);
        await fixture.BecomesStoredAsync(second, 1);
        await fixture.BecomesStoredAsync(foreign, 1);

        using var admin = ClientOf(Roles.Admin, tenantId: null);
        (await ReadAsync(admin, "")).ShouldBe([(1, 2, 3, 6), (2, 1, 0, 1)]);
        (await ReadAsync(admin, "?workshop_id=2")).ShouldBe([(2, 1, 0, 1)]);
        using var owner = ClientOf(Roles.Owner, 2);
        (await ReadAsync(owner, "?workshop_id=1")).ShouldBe([(2, 1, 0, 1)]);
    }

    /// <summary>With a token that outlives the time that the clock was moved on.</summary>
    private HttpClient ClientOf(string role, int? tenantId) => fixture.ClientWith(fixture.Tokens.For(role, tenantId, life: TimeSpan.FromHours(3)));

    private static async Task<IEnumerable<(int, int, long, long)>> ReadAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/telemetry/figures{query}")).GetProperty("items").EnumerateArray()
            .Select(t => (t.GetProperty("workshop_id").GetInt32(), t.GetProperty("devices").GetInt32(), t.GetProperty("last_hour").GetInt64(), t.GetProperty("last_day").GetInt64())).ToList();
}
