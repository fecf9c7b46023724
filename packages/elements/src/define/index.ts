import './call-button.js';
import './call-client.js';
import './call-view.js';
import './friend-call-list.js';
