using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Platform.Contracts.Identity;
using Platform.Contracts.Notifications;
using Platform.DeviceRegistry.Factory;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

namespace Platform.DeviceRegistry.Tests.Claims;

/// <summary>People with households of their own, and units in the vendor's ledger that they may claim.</summary>
internal sealed class Households(RegistryFixture registry)
{
    private static int lastTenant = 7000;

    /// <summary>A person who runs a new household, known to Identity.</summary>
    public async Task<Resident> NewAsync(string name = "Asha")
    {
        var tenant = Interlocked.Increment(ref lastTenant);
        await registry.Bus.PublishAsync(new TenantProvisioned(
            new TenantFacts(tenant, $"household_{tenant}", "household", $"{name}'s home", 0, $"household_{tenant}", new string('0', 64), 1), registry.Time.GetUtcNow()));
        await Eventually.BecomesTrueAsync(
            async () => await registry.ScalarAsync<long>("select count(*) from tenants where tenant_id = @tenant", new { tenant }) == 1, "the household is known");
        return new Resident(registry, tenant, 10L * tenant);
    }

    /// <summary>A unit from the factory that nobody has yet, with its claim code.</summary>
    public async Task<Unit> UnitAsync(string type = "4Relay")
    {
        var serial = SerialNumber.Create("RY4");
        using var answer = await registry.Admin.PostAsJsonAsync("/api/devices", new { serial_number = serial, device_type = type, firmware_version = "1.0.0" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var (code, salt) = (ClaimCode.Create(), ClaimCode.NewSalt());
        await registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync("""
            with batch as (
                insert into batches (batch_id, device_type, firmware_version, count, made, status, created_by, created_at)
                values (@batch, @type, '1.0.0', 1, 1, 'ready', 'user:1', now()) returning batch_number)
            insert into factory_units (device_number, batch_number, claim_salt, claim_sha256, sealed)
            select d.device_number, b.batch_number, @salt, @hash, '\x00' from devices d, batch b where d.serial_number = @serial
            """, new { batch = Guid.NewGuid(), type, serial, salt, hash = ClaimCode.HashOf(salt, serial, code) }, transaction));
        return new Unit(serial, code);
    }

    /// <summary>A unit that the resident has claimed.</summary>
    public async Task<Unit> ClaimedAsync(Resident by, string name = "Hall")
    {
        var unit = await UnitAsync();
        using var answer = await by.ClaimAsync(unit, unit.Code, name);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return unit;
    }

    /// <summary>Presses the unit's button, or did so that long ago.</summary>
    public Task PressAsync(Unit unit, TimeSpan ago = default) => ExecuteAsync(
        "update devices set button_pressed_at = @at where serial_number = @Serial", new { at = registry.Time.GetUtcNow() - ago, unit.Serial });

    /// <summary>Makes the wrong codes that were tried on the unit older than they are.</summary>
    public Task AgeGuessesAsync(Unit unit, TimeSpan by) => ExecuteAsync("""
        update claim_guesses set times = array(select t - @by from unnest(times) t)
        where subject = (select 'device:' || device_number from devices where serial_number = @Serial)
        """, new { by, unit.Serial });

    /// <summary>Makes the invitations to the unit, and the ends of its shares, come earlier.</summary>
    public Task AgeAsync(Unit unit, TimeSpan by) => ExecuteAsync("""
        update invitations i set created_at = created_at - @by, expires_at = expires_at - @by, until = until - @by from devices d where d.device_number = i.device_number and d.serial_number = @Serial;
        update device_shares s set until = until - @by from devices d where d.device_number = s.device_number and d.serial_number = @Serial;
        """, new { by, unit.Serial });

    public Task ExecuteAsync(string sql, object parameters) => registry.InTransactionAsync(transaction => transaction.Connection!.ExecuteAsync(sql, parameters, transaction));

    /// <summary>Invites somebody; the link's token as the mail has it.</summary>
    public async Task<string> InviteAsync(Resident owner, Unit unit, object body, string rest = "shares")
    {
        var mails = await registry.Bus.ListenAsync<MailRequested>();
        using var answer = await owner.Client.PostAsJsonAsync($"/api/devices/{unit.Serial}/{rest}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("invitation_id").GetGuid();
        return (await mails.FirstAsync(m => m.MailId == id)).Values.Single(v => v.Name == "link").Value.Split('/')[^1];
    }

    /// <summary>Shares the unit with somebody, who accepts.</summary>
    public async Task ShareAsync(Resident owner, Unit unit, Resident with, string level, DateTimeOffset? until = null)
    {
        var token = await InviteAsync(owner, unit, new { email = "friend@example.com", access_level = level, until });
        using var accepted = await with.Client.PostAsync($"/api/invitations/{token}/accept", null);
        accepted.StatusCode.ShouldBe(HttpStatusCode.OK, await accepted.Content.ReadAsStringAsync());
    }
}

/// <summary>Somebody who runs a household.</summary>
internal sealed record Resident(RegistryFixture Registry, int Tenant, long UserId)
{
    public HttpClient Client { get; } = Registry.ClientOf(Roles.Owner, Tenant, UserId);

    public Task<HttpResponseMessage> ClaimAsync(Unit unit, string? code = null, string name = "Hall") =>
        Client.PostAsJsonAsync("/api/devices/register", new { serial_number = unit.Serial, device_name = name, claim_code = code });

    public async Task<HttpStatusCode> StatusOfAsync(string url)
    {
        using var answer = await Client.GetAsync(url);
        return answer.StatusCode;
    }

    /// <summary>The resident's devices.</summary>
    public async Task<IReadOnlyList<JsonElement>> DevicesAsync() => [.. (await Client.GetFromJsonAsync<JsonElement>($"/api/users/{UserId}/devices")).EnumerateArray()];
}

/// <summary>A unit with the code on its label.</summary>
internal sealed record Unit(string Serial, string Code);

internal static class Answers
{
    /// <summary>The problem's code, after its status was checked.</summary>
    public static async Task<JsonElement> ShouldBeAsync(this HttpResponseMessage answer, HttpStatusCode status, string? code = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        var json = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        if (code is not null) json.GetProperty("type").GetString().ShouldBe(code);
        return json;
    }
}
