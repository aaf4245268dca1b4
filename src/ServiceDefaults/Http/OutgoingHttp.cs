using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Security;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Platform.ServiceDefaults.Http;

/// <summary>Typed clients to other services: addresses from the topology, timeout, retry of idempotent calls, circuit breaker, service token.</summary>
public static class OutgoingHttp
{
    internal static void AddOutgoingHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ServiceCredentials>().Configure(options => options.Key = configuration["ServiceKey"] ?? "");
        services.AddSingleton<ServiceTokens>();
        services.AddTransient<ServiceTokenHandler>();
        services.AddHttpClient(ServiceTokens.ClientName, client => client.BaseAddress = AddressOf(configuration, "identity"))
            .AddHttpMessageHandler(() => new ResilienceHandler());
    }

    /// <summary>Registers <typeparamref name="TClient"/> for calls to <paramref name="service"/> with this service's own token.</summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string service)
        where TClient : class =>
        services.AddHttpClient<TClient>(client => client.BaseAddress = AddressOf(configuration, service))
            .AddHttpMessageHandler(() => new ResilienceHandler())
            .AddHttpMessageHandler<ServiceTokenHandler>();

    /// <summary>
    /// Registers <typeparamref name="TClient"/> for a provider outside of the platform: bounded time and a circuit breaker. Nothing is
    /// sent twice by itself: whether a call without an answer did something is for the client to judge.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="address">Where the provider is; ends with a slash.</param>
    /// <param name="patience">How long an answer may take.</param>
    public static IHttpClientBuilder AddProviderClient<TClient>(this IServiceCollection services, Func<IServiceProvider, Uri> address, TimeSpan patience)
        where TClient : class =>
        services.AddHttpClient<TClient>((provider, client) => client.BaseAddress = address(provider)).AddHttpMessageHandler(() => new ResilienceHandler(patience));

    /// <summary>The address of a service as the AppHost gives it (<c>services__name__http__0</c>).</summary>
    /// <exception cref="OptionsValidationException">The address is not configured.</exception>
    public static Uri AddressOf(IConfiguration configuration, string service)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[$"services:{service}:http:0"] is { } address
            ? new Uri(address)
            : throw new OptionsValidationException("services", typeof(Uri),
                [$"services__{service}__http__0 is not set; give the address of the service '{service}', for example http://127.0.0.1:5001."]);
    }
}

/// <summary>
/// Bounded time, up to three tries for calls that are safe to repeat, and a circuit breaker, around every outgoing call.
/// </summary>
/// <param name="patience">How long one try may take; null for the time that a service of the platform has.</param>
internal sealed class ResilienceHandler(TimeSpan? patience = null) : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(patience ?? TimeSpan.FromSeconds(8))
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(150),
            OnRetry = args =>
            {
                // The connection of an answer that nobody reads goes back to the pool now and not with the garbage.
                args.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome) && args.Context.Properties.GetValue(Repeatable, defaultValue: false)),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(3),
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
        })
        .AddTimeout(patience ?? TimeSpan.FromSeconds(3))
        .Build();

    private static readonly ResiliencePropertyKey<bool> Repeatable = new("repeatable");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Repeatable, request.Method == HttpMethod.Get || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete);
        try
        {
            return await pipeline.ExecuteAsync(async ctx => await base.SendAsync(request, ctx.CancellationToken), context);
        }
        catch (Exception exception) when (exception is BrokenCircuitException or TimeoutRejectedException)
        {
            throw new HttpRequestException($"{request.RequestUri?.Host} does not answer.", exception, HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };
}
