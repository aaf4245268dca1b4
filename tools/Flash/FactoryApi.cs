using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Flash;

/// <summary>The platform does not do what was asked; the message says why.</summary>
internal sealed class FactoryException(string message) : Exception(message);

/// <summary>A batch as the platform shows it.</summary>
internal sealed record Batch(Guid BatchId, int Number, string DeviceType, string FirmwareVersion, int Count, int Made, string Status);

/// <summary>A unit and what became of it so far.</summary>
internal sealed record Unit(string SerialNumber, string Provisioning);

/// <summary>What became of a unit in this run.</summary>
internal sealed record UnitResult(string SerialNumber, string Result, string? Port, string? Mac, string? Detail);

/// <summary>The platform's factory over HTTP. A token that has run out is replaced by signing in again; what may be repeated is repeated.</summary>
internal sealed class FactoryApi(HttpClient http, Func<CancellationToken, Task<string>> signIn, TimeSpan? pause = null)
{
    private const int MaxResults = 500, MaxTries = 4;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly TimeSpan pause = pause ?? TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? token;

    /// <summary>Signs in with a password.</summary>
    public static Func<CancellationToken, Task<string>> WithPassword(HttpClient http, string user, string password) => async ct =>
    {
        using var answer = await http.PostAsJsonAsync("/api/auth/login", new { username = user, password }, ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) throw new FactoryException($"{user} cannot sign in with the password in PLATFORM_PASSWORD.");
        var body = await ReadAsync(answer, "signing in", ct);
        return body.GetProperty("access_token").GetString()!;
    };

    /// <summary>The batch of that id or number.</summary>
    public async Task<Batch> FindBatchAsync(string idOrNumber, CancellationToken ct)
    {
        if (Guid.TryParse(idOrNumber, out var id)) return (await GetAsync($"/api/batches/{id}", ct)).Deserialize<Batch>(Json)!;
        if (!int.TryParse(idOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw new FactoryException($"{idOrNumber} is neither a batch's id nor its number.");
        // Batches come newest first: the one before number + 1 is it, if it is there.
        var page = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/batches?limit=1&cursor={number + 1}"), ct);
        return page.GetProperty("items").EnumerateArray().Select(b => b.Deserialize<Batch>(Json)!).FirstOrDefault(b => b.Number == number)
            ?? throw new FactoryException($"There is no batch {number}.");
    }

    /// <summary>All units of the batch in the order of their making.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(Guid batchId, CancellationToken ct)
    {
        var units = new List<Unit>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/batches/{batchId}/devices?limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", ct);
            units.AddRange(page.GetProperty("items").Deserialize<Unit[]>(Json)!);
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return units;
    }

    /// <summary>A unit's provisioning data, with its secrets.</summary>
    public async Task<string> NvsAsync(Guid batchId, string serialNumber, CancellationToken ct)
    {
        using var answer = await SendAsync(() => new(HttpMethod.Get, $"/api/batches/{batchId}/nvs?serial={Uri.EscapeDataString(serialNumber)}"), ct);
        if (!answer.IsSuccessStatusCode) await ReadAsync(answer, $"the provisioning data of {serialNumber}", ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Tells what became of units; the serial numbers that the platform did not take.</summary>
    public async Task<IReadOnlyList<string>> ReportAsync(Guid batchId, IReadOnlyList<UnitResult> results, CancellationToken ct)
    {
        var refused = new List<string>();
        foreach (var part in results.Chunk(MaxResults))
        {
            using var answer = await SendAsync(() => new(HttpMethod.Post, $"/api/batches/{batchId}/results") { Content = JsonContent.Create(new { items = part }, options: Json) }, ct);
            var body = await ReadAsync(answer, "the results", ct);
            refused.AddRange(body.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("serial_number").GetString()!));
        }

        return refused;
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(() => new(HttpMethod.Get, path), ct);
        return await ReadAsync(answer, path, ct);
    }

    /// <summary>Sends a request that may be repeated, and repeats it while the platform is away for a moment or says to wait.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var used = await TokenAsync(former: null, ct);
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used);
            HttpResponseMessage? answer = null;
            try
            {
                answer = await http.SendAsync(request, ct);
                if (attempt == MaxTries || answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)) return answer;
            }
            catch (HttpRequestException) when (attempt < MaxTries)
            {
                // The platform is away; it is asked again after the pause.
            }
            catch (HttpRequestException exception)
            {
                throw new FactoryException($"The platform does not answer: {exception.Message}");
            }

            var wait = answer?.Headers.RetryAfter?.Delta ?? pause * attempt;
            if (answer?.StatusCode == HttpStatusCode.Unauthorized) await TokenAsync(former: used, ct);
            else await Task.Delay(wait, ct);
            answer?.Dispose();
        }
    }

    private async Task<string> TokenAsync(string? former, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (token is null || token == former) token = await signIn(ct);
            return token;
        }
        finally
        {
            gate.Release();
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string what, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode) return JsonSerializer.Deserialize<JsonElement>(text, Json);
        throw new FactoryException($"{what}: {(int)answer.StatusCode} {DetailOf(text)}");
    }

    private static string DetailOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text, Json) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("detail", out var detail) ? detail.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            // Not from the platform, such as a proxy's page; the status says enough.
            return "";
        }
    }
}
