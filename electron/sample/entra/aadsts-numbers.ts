export interface KnownRefusal {
  error: string;
  message: string;
  suberror?: string;
  status?: number;
}

type Row = [number: number, message: string, more?: { suberror?: string; status?: number }];

const grouped: Record<string, Row[]> = {
  invalid_grant: [
    [50020, 'User account does not exist in tenant and cannot access the application in that tenant.'],
    [
      50034,
      'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
    ],
    [
      50053,
      'The account is locked because the user tried to sign in too many times with an incorrect user ID or password.',
    ],
    [50055, 'The password is expired.', { suberror: 'user_password_expired' }],
    [50056, 'Invalid or null password: password does not exist in the directory for this user.'],
    [50057, 'The user account is disabled.'],
    [50064, 'Credential validation on username or password has failed.'],
    [
      50072,
      'Due to a configuration change made by your administrator, you must enroll in multi-factor authentication.',
      { suberror: 'basic_action' },
    ],
    [50074, 'Strong Authentication is required.', { suberror: 'basic_action' }],
    [
      50076,
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
      { suberror: 'basic_action' },
    ],
    [
      50078,
      'Presented multi-factor authentication has expired due to policies configured by your administrator.',
      { suberror: 'basic_action' },
    ],
    [
      50079,
      'Due to a configuration change made by your administrator, you must enroll in multi-factor authentication.',
      { suberror: 'basic_action' },
    ],
    [
      50105,
      'Your administrator has configured the application to block users unless they are specifically granted access to the application.',
    ],
    [50126, 'Error validating credentials due to invalid username or password.'],
    [50129, 'Device is not workplace joined. Workplace join is required to register the device.'],
    [50131, 'Device is not in required device state.', { suberror: 'message_only' }],
    [
      50132,
      'The session is not valid due to the following reasons: password expiration or recent password change.',
    ],
    [50133, 'Session is invalid due to expiration or recent password change.'],
    [50144, "User's Active Directory password has expired.", { suberror: 'user_password_expired' }],
    [
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
      { suberror: 'bad_token' },
    ],
    [50187, 'DeviceInformationNotProvided.'],
    [50196, 'The server terminated an operation because it encountered a client request loop.'],
    [51004, 'The user account does not exist in the directory.'],
    [53000, 'Your device is required to be compliant to access this resource.', { suberror: 'message_only' }],
    [53001, 'Device is not domain joined.', { suberror: 'message_only' }],
    [
      53002,
      'The application used is not an approved application for Conditional Access.',
      { suberror: 'message_only' },
    ],
    [
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      { suberror: 'message_only' },
    ],
    [
      53004,
      'User needs to complete multi-factor authentication registration process before accessing this content.',
      { suberror: 'basic_action' },
    ],
    [530032, 'Blocked by security policy of the tenant.', { suberror: 'message_only' }],
    [530035, 'Access has been blocked by security defaults.', { suberror: 'message_only' }],
    [
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ],
    [501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.'],
    [501491, 'Invalid size of Code_Challenge parameter.'],
    [
      65001,
      'The user or administrator has not consented to use the application.',
      { suberror: 'consent_required' },
    ],
    [70000, 'The provided value for the grant is not valid.'],
    [70008, 'The provided authorization code or refresh token has expired due to inactivity.'],
    [
      70043,
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
    ],
    [700005, 'Provided authorization code is intended to use against other tenant, thus rejected.'],
    [700082, 'The refresh token has expired due to inactivity.'],
    [
      700084,
      'The refresh token was issued to a single page app, and therefore has a fixed, limited lifetime.',
    ],
    [90072, 'User account from an external identity provider does not exist in tenant.'],
    [
      9001023,
      'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
    ],
  ],
  interaction_required: [
    [
      16000,
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    ],
    [50097, 'Device authentication is required.'],
    [50158, 'External security challenge was not satisfied.'],
  ],
  login_required: [[50058, 'Session information is not sufficient for single-sign-on.']],
  invalid_request: [
    [
      50011,
      'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
    ],
    [
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ],
    [50128, 'Invalid domain name. No tenant-identifying information found.'],
    [50147, 'Missing code challenge.'],
    [
      50194,
      'Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after 10/15/2018. Use a tenant-specific endpoint or configure the application to be multi-tenant.',
    ],
    [70004, 'The application is configured for different redirect URIs.'],
    [
      90002,
      'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
    ],
    [90013, 'The request was invalid.'],
    [90014, 'A required field is missing.'],
    [
      90019,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ],
    [
      90038,
      'The specified tenant belongs to a National Cloud that the current cloud instance does not federate with.',
    ],
    [90051, 'The national cloud identifier is not valid.'],
    [
      90124,
      'The resource is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
    ],
    [90130, 'Application is not supported over the /common or /consumers endpoints.'],
    [900432, 'Confidential Client is not supported in Cross Cloud request.'],
    [900971, 'No reply address provided.'],
    [1000104, 'The resource cloud is not allowed on the identity tenant.'],
    [
      9002331,
      'Application is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.',
    ],
    [
      9002332,
      'Application is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.',
    ],
  ],
  invalid_resource: [
    [500011, 'The resource principal was not found in the tenant.'],
    [
      650057,
      'Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the application registration.',
    ],
    [
      65005,
      'The application asked for permissions to access a resource that has been removed or is no longer available.',
    ],
    [
      90008,
      'The user or administrator has not consented to use the application. This happened because application is misconfigured: it must require access to Windows Azure Active Directory.',
    ],
  ],
  invalid_client: [
    [650052, 'The app is trying to access a service that your organization lacks a service principal for.'],
    [650056, 'Misconfigured application: the client has not listed any permissions in its registration.'],
    [70002, 'Error validating credentials.'],
    [700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."],
    [
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application.',
    ],
    [
      7000215,
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to the app.',
    ],
    [
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ],
    [7000222, 'The provided client secret keys for the app are expired.'],
  ],
  unauthorized_client: [
    [70001, 'Application is not supported for this account.'],
    [700011, 'Application was not found in the directory.'],
    [
      700016,
      'Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
    ],
    [7000112, 'Application is disabled.'],
  ],
  invalid_scope: [
    [28002, 'Provided value for the input parameter scope is not valid when requesting an access token.'],
    [
      28003,
      "Provided value for the input parameter scope can't be empty when requesting an access token using the provided authorization code.",
    ],
    [70011, 'The provided value for the input parameter scope is not valid.'],
    [
      700022,
      'The provided value for the input parameter scope is not valid because it contains more than one resource.',
    ],
    [
      700023,
      'The provided value for the input parameter scope is not valid because it contains an empty resource.',
    ],
    [
      1002012,
      'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.',
    ],
  ],
  access_denied: [
    [65004, 'User declined to consent to access the app.'],
    [500021, 'Access to the tenant is denied.'],
    [500022, 'Access is denied by tenant restrictions.'],
    [500121, 'Authentication failed during strong authentication request.'],
    [500212, 'Access is blocked by the cross-tenant access policy of the home tenant.'],
    [500213, 'Access is blocked by the cross-tenant access policy of the resource tenant.'],
  ],
  consent_required: [
    [90094, 'The grant requires admin permission.'],
    [90095, 'Admin consent is required for this application; a request was sent to the administrator.'],
  ],
  authorization_pending: [
    [70016, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'],
  ],
  bad_verification_code: [
    [70018, 'Invalid verification code due to user typing in wrong user code for device code flow.'],
  ],
  expired_token: [[70019, 'Verification code expired.']],
  temporarily_unavailable: [
    [90006, 'External service can be retried.', { status: 503 }],
    [90012, 'Request timeout.', { status: 503 }],
    [90024, 'A transient error has occurred. Please try again.', { status: 503 }],
    [90033, 'A transient error has occurred. Please try again.', { status: 503 }],
    [90055, 'Too many incoming requests for the tenant.', { status: 429 }],
    [90090, 'The service is temporarily unavailable. Please retry later.', { status: 503 }],
  ],
};

export const KNOWN_REFUSALS: ReadonlyMap<number, KnownRefusal> = new Map(
  Object.entries(grouped).flatMap(([error, rows]) =>
    rows.map(([number, message, more = {}]) => [number, { error, message, ...more }] as const),
  ),
);
